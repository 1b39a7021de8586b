using Workflows.Core.Templates;

namespace Workflows.Core.Engine;

/// <summary>Who may sit on the monitoring team and on the external evaluation team.</summary>
internal static class TeamRules
{
    /// <summary>Sevlievo: four members, two of the administration and two of the social assistance directorate, by order of the mayor.</summary>
    public static Rejection? Check(Workflow w, StepKind.FormTeam kind, Answer.Team team, DateOnly today)
    {
        if ((AnswerRules.Required(team.OrderNumber, "orderNumber", "Give the number of the order.")
            ?? AnswerRules.NotAfter(team.OrderDate, today, "orderDate")) is { } incomplete)
            return incomplete;
        if (team.Members.Any(m => string.IsNullOrWhiteSpace(m.Name)))
            return Refusals.Answer("answer.incomplete", "Give the name of each member.", "members");
        if (team.Members.Count != kind.Members)
            return Refusals.Answer("team.size", $"The team has exactly {kind.Members} members; {team.Members.Count} are named.", "members", ("members", $"{kind.Members}"));
        foreach (var (role, wanted) in kind.Composition)
        {
            var named = team.Members.Count(m => w.Context.Find(m.Institution)?.Role == role);
            if (named != wanted)
            {
                return Refusals.Answer(
                    "team.composition",
                    $"The team has {wanted} members who work in '{w.Template.Roles[role].En}'; {named} are named.",
                    "members",
                    ("role", role.Value),
                    ("members", $"{wanted}"));
            }
        }

        return null;
    }

    /// <summary>An evaluation is external: nobody who carries the strategy out judges it.</summary>
    public static Rejection? Check(Workflow w, Answer.Evaluation evaluation, DateOnly today)
    {
        if ((AnswerRules.Required(evaluation.ContractNumber, "contractNumber", "Give the number of the contract.")
            ?? AnswerRules.NotAfter(evaluation.ContractDate, today, "contractDate")) is { } incomplete)
            return incomplete;
        if (evaluation.Evaluators.Count == 0 || evaluation.Evaluators.Any(e => string.IsNullOrWhiteSpace(e.Name) || string.IsNullOrWhiteSpace(e.Organisation)))
            return Refusals.Answer("answer.incomplete", "Name each evaluator and where they work.", "evaluators");
        var dependent = evaluation.Evaluators.FirstOrDefault(e => e.Institution is { } id && w.Context.Find(id) is { Implements: true });
        return dependent is null
            ? null
            : Refusals.Answer(
                "evaluation.not-external",
                $"{dependent.Name} works in '{dependent.Institution}', which carries out the strategy. Name somebody from outside.",
                "evaluators",
                ("name", dependent.Name));
    }
}
