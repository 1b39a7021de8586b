namespace Workflows.Core.Tests.Templates;

public sealed class NearestTests
{
    [Theory]
    [InlineData("tittle", "title")]
    [InlineData("Title", "title")]
    [InlineData("ttile", "title")]
    [InlineData("ower", "owner")]
    [InlineData("colour", null)]
    [InlineData("", null)]
    public void The_nearest_word_is_at_most_a_third_of_its_letters_away(string word, string? meant) =>
        Assert.Equal(meant, Nearest.To(word, ["owner", "title", "steps"]));

    [Fact]
    public void Of_two_near_words_the_nearer_is_meant() => Assert.Equal("visits", Nearest.To("visit", ["visions", "visits"]));

    [Theory]
    [InlineData("frist", "did you mean 'first'?")]
    [InlineData("never", "use one of first, last")]
    public void Advice_names_the_word_or_all_of_them(string word, string advice) => Assert.Equal(advice, Nearest.Advice(word, ["first", "last"]));

    [Fact]
    public void Where_there_is_nothing_to_choose_from_the_advice_is_to_remove() =>
        Assert.Equal("there are none here, so remove it", Nearest.Advice("x", []));
}
