using System.Security.Cryptography;
using System.Text;
using Workflows.Core.Engine;
using Workflows.Web.Keys;

namespace Workflows.Web.Pages.Forms;

/// <summary>A form that must count once carries an id; the same form sent again is the same command.</summary>
internal static class FormKeys
{
    public const string Field = "id";

    public static FormState New() => new() { [Field] = Guid.NewGuid().ToString("N") };

    /// <summary>Gives an id to a form that came without one, so that two of those are not taken for one.</summary>
    public static FormState Keyed(this FormState form)
    {
        if (form[Field].Length is 0 or > 100)
            form[Field] = Guid.NewGuid().ToString("N");
        return form;
    }

    /// <param name="what">The address that the form is sent to.</param>
    /// <param name="said">What the command is made of: another content under the same id is another request.</param>
    public static CommandKey Of(Caller caller, string what, FormState form, IEnumerable<string> said) =>
        new(Hash($"form\n{caller.KeyId}\n{what}\n{form[Field]}"), Hash(string.Join('\n', said)));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
