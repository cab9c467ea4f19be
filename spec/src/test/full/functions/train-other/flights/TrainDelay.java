package flights;

public final class TrainDelay {
  public static void train() {}
}
