package dev.millwright.compiler;

import dev.millwright.spec.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts made-up digests in the place of real ones, the n-th for the n-th, whole or shortened. So a
/// golden file has names that are valid and does not change with every version.
final class SteadyDigests {
  private static final Pattern FOLDER = Pattern.compile("sha256/[0-9a-f]{2}/([0-9a-f]{64})");
  private static final Pattern DIGEST =
      Pattern.compile("\\b([0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{16}|[0-9a-f]{8})\\b");

  private final Map<String, String> byStart = new HashMap<>();

  String in(String text) {
    String steady = DIGEST.matcher(text).replaceAll(found -> steady(found.group()));
    return FOLDER
        .matcher(steady)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "sha256/" + found.group(1).substring(0, 2) + "/" + found.group(1)));
  }

  private String steady(String digest) {
    String whole =
        byStart.computeIfAbsent(
            digest.substring(0, 8), _ -> Digest.of("digest " + byStart.size()).hex());
    return whole.substring(0, digest.length());
  }
}
