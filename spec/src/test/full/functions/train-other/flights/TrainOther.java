package flights;

public final class TrainOther {
  public static void train() {}
}
