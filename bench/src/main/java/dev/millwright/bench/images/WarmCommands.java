package dev.millwright.bench.images;

import dev.millwright.cli.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/// A process that carries out one command line after the other, each a line of standard input with
/// tabs between words, and answers each with its status and the nanoseconds that it took.
public final class WarmCommands {
  private WarmCommands() {}

  public static void main(String[] arguments) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      StringWriter said = new StringWriter();
      PrintWriter writer = new PrintWriter(said);
      long began = System.nanoTime();
      int status = Main.run(writer, writer, line.split("\t", -1));
      long took = System.nanoTime() - began;
      if (status != 0) {
        System.err.println(said);
      }
      System.out.println(status + "\t" + took);
    }
  }
}
