using System.Text;
using Workflows.Web.Files;

namespace Workflows.Web.Tests.Files;

public sealed class BrokenTextTests
{
    public static TheoryData<string, int, string> Cases => new()
    {
        { "", 1, "the file is empty: begin with template: or municipality:" },
        { "# only a comment\n", 1, "the file is empty" },
        { "just a text", 1, "stands where a group of keys belongs" },
        { "- template: small", 1, "a list stands where a group of keys belongs" },
        { "template: small\nroles:\n\tmayor: 1", 3, "a tab in the indentation: indent with spaces" },
        { "template: small\n\tversion: 1", 2, "a tab in the indentation: indent with spaces" },
        { "template: small\nroles: [\na]\n", 2, "indent what stands in brackets further than its key" },
        { "template: small\nroles: !![\n", 2, "put a text with special signs in double quotes" },
        { "template: small\ntitle: {bg: а, en: \"a}\n", 2, "a quotation mark is not closed: close it" },
        { "template: small\ntitle: {bg: а, en: a\n", 2, "end it with }" },
        { "template: small\nroles: [a, b\n", 2, "end it with ]" },
        { "template: small\ntitle: Report: yearly\n", 2, "put a text that holds ': ' in double quotes" },
        { "template: small\n version: 1\n", 2, "put a text that holds ': ' in double quotes" },
        { "template: small\ntitle: \"the \"new\" one\"\n", 2, "single quotes" },
        { "template: small\ntitle: @name\n", 2, "put it in double quotes" },
        { "template: small\ntitle: \"a\\qb\"\n", 2, "write \\\\ for a backslash" },
        { "template: &x small\nversion: 1", 1, "'&x' is an anchor, which is not accepted: remove it" },
        { "template: small\nversion: *x", 2, "'*x' is an alias, which is not accepted: write the value out" },
        { "template: !!str small", 1, "is a tag, which is not accepted: remove it" },
        { "template: small\n---\ntemplate: other", 2, "a second document begins here: put it into a file of its own" },
        { "template: small\n? [a, b]\n: c", 2, "a key must be a plain word: write key: value" },
        { "template: small\n<<: {version: 1}", 2, "unknown key '<<'" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_that_cannot_be_read_is_explained(string text, int line, string remedy)
    {
        var result = Sample.Read(text);

        Assert.Null(result.Value);
        Assert.Contains(result.Faults, f => f.Line == line && f.Message.Contains(remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void Nesting_beyond_forty_levels_is_refused()
    {
        var text = $"template: small\nroles: {new string('[', 100_000)}";

        var fault = Assert.Single(Sample.Read(text).Faults);

        Assert.Equal(2, fault.Line);
        Assert.Contains("nested deeper than 40 levels", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_that_multiply_are_refused_before_they_do()
    {
        var text = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b,*b]";

        Assert.Contains("anchor", Assert.Single(Sample.Read(text).Faults).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_mebibyte_is_refused()
    {
        var text = Sample.Template + new string('#', 1 << 20);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        var fromText = Assert.Single(Sample.Read(text).Faults);
        var fromBytes = Assert.Single(TemplateFile.Read("small.yaml", stream).Faults);

        Assert.Contains("larger than 1 MiB", fromText.Message, StringComparison.Ordinal);
        Assert.Equal(fromText, fromBytes);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused_with_their_line()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("template: small\ntitle: "), 0xCA, 0xEC, 0xE5, 0xF2];
        using var stream = new MemoryStream(bytes);

        var fault = Assert.Single(TemplateFile.Read("small.yaml", stream).Faults);

        Assert.Equal((2, "not UTF-8 text: save the file in the encoding UTF-8"), (fault.Line, fault.Message));
    }

    [Fact]
    public void Thousands_of_faults_are_cut_off()
    {
        var text = Sample.Template + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"k{i}: 1\n"));

        Assert.Equal(501, Sample.Read(text).Faults.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_damage_to_a_file_makes_the_reader_throw(int seed)
    {
        // Seeded, so a failure can be repeated.
#pragma warning disable CA5394
        var random = new Random(seed);
        const string Alphabet = " \n\t:-[]{}\"'&*!|>%@`#,?~\\0aя\u202E\u0000\uFEFF\uD800";
        foreach (var original in new[] { Sample.Template, Sample.Strategy })
        {
            for (var round = 0; round < 300; round++)
            {
                var text = new StringBuilder(original);
                for (var damage = random.Next(1, 6); damage > 0; damage--)
                {
                    var at = random.Next(text.Length - 20);
                    switch (random.Next(3))
                    {
                        case 0: text.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                        case 1: text.Remove(at, random.Next(1, 20)); break;
                        default: text[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                    }
                }

                var template = Sample.Read(text.ToString());
                var strategy = Sample.ReadStrategy(text.ToString());

                Assert.NotEqual(template.IsValid, template.Faults.Count > 0);
                Assert.NotEqual(strategy.IsValid, strategy.Faults.Count > 0);
            }
        }
#pragma warning restore CA5394
    }
}
