package flights;

public final class Notes {
  private Notes() {}

  public static int words(String text) {
    return text.split(" ").length;
  }

  public static int letters(String text) {
    return text.length();
  }
}
