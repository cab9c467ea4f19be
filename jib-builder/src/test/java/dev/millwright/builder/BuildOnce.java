package dev.millwright.builder;

import dev.millwright.spec.Digest;
import java.nio.file.Path;
import java.util.Map;

/// Builds one image in a process of its own and prints its digest, for a test to start with other
/// settings than its own.
final class BuildOnce {
  private BuildOnce() {}

  static final Map<String, String> SOURCE =
      Map.of(
          "flights/Train.java",
          "package flights; class Train { String İi = \"ı\"; Runnable r = () -> {}; }",
          "words/late.txt",
          "late");

  public static void main(String[] arguments) throws Exception {
    Workshop workshop = Workshop.in(Path.of(arguments[0]));
    System.out.println(build(workshop));
  }

  static Digest build(Workshop workshop) throws Exception {
    workshop.publish("near", Map.of("near.txt", ""), "far");
    workshop.publish("far", Map.of("far.txt", ""));
    return workshop.build(Workshop.job("key", "group:near:1"), SOURCE).manifest();
  }
}
