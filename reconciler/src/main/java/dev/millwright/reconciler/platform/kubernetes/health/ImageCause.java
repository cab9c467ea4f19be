package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.IMAGE_DENIED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.IMAGE_NAME;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.IMAGE_NEVER_PULLED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.IMAGE_NOT_FOUND;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.IMAGE_PLATFORM;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.IMAGE_UNPULLED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.REGISTRY_UNREACHABLE;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Why an image does not come to its node.
final class ImageCause {
  /// How runtimes and kubelets introduce what a registry said. Names of images stand here, which
  /// may contain any of the words below.
  private static final Pattern INTRODUCTION =
      Pattern.compile(
          "^(?:rpc error: code = \\w+ desc = "
              + "|(?:(?:Back-off pulling|Failed to pull|failed to pull and unpack) image \"[^\"]*\""
              + "|failed to resolve (?:reference|image) \"[^\"]*\""
              + "|failed to do request: \\w+ \"[^\"]*\""
              + "|ErrImagePull)(?:: ?|$))");

  private record Reading(Phrase phrase, Hang hang, String sentence) {}

  /// The first that fits counts: registries that hide what one may not read say "not found" too.
  private static final List<Reading> READINGS =
      List.of(
          new Reading(
              Phrase.of("no match for platform|no matching manifest|specified platform"),
              IMAGE_PLATFORM,
              "Image %s is not there for this node's processor: %s."),
          new Reading(
              Phrase.of(
                  "(?i)\\b401\\b|\\b403\\b|denied|unauthorized|authorization failed|no basic auth"),
              IMAGE_DENIED,
              "The registry does not give out image %s: %s."),
          new Reading(
              Phrase.of("not found|manifest unknown|\\b404\\b|NotFound"),
              IMAGE_NOT_FOUND,
              "The registry has no image %s."),
          new Reading(
              Phrase.of(
                  "no such host|refused|timeout|timed out|deadline|no route|unreachable|reset by"
                      + "|x509|tls:|\\bEOF\\b|misbehaving|HTTP response to HTTPS|\\b50[0234]\\b"),
              REGISTRY_UNREACHABLE,
              "The registry of image %s cannot be reached: %s."));

  private ImageCause() {}

  static Cause of(Contained container, String message) {
    return switch (container.text("/state/waiting/reason")) {
      case "InvalidImageName" ->
          container
              .waiting()
              .is(IMAGE_NAME, "\"%s\" is no name of an image.".formatted(container.image()));
      case "ErrImageNeverPull" ->
          container
              .waiting()
              .is(
                  IMAGE_NEVER_PULLED,
                  "Image %s is not on the node and may not be pulled."
                      .formatted(container.image()));
      default -> read(container, reply(container, message));
    };
  }

  private static Cause read(Contained container, String reply) {
    String detail = Words.of(reply) + secrets(container);
    return READINGS.stream()
        .filter(reading -> reading.phrase().isIn(reply))
        .findFirst()
        .map(
            it ->
                container
                    .waiting()
                    .is(it.hang(), it.sentence().formatted(container.image(), detail)))
        .orElseGet(
            () ->
                container
                    .waiting()
                    .is(
                        IMAGE_UNPULLED,
                        "Image %s cannot be pulled: %s.".formatted(container.image(), detail)));
  }

  /// A kubelet that only says that it waits has said why in an event.
  private static String reply(Contained container, String message) {
    String bare = bare(message);
    return bare.isEmpty()
        ? container
            .events("Failed")
            .map(event -> bare(event.message()))
            .filter(it -> !it.startsWith("Error: "))
            .findFirst()
            .orElse("no reason is given")
        : bare;
  }

  private static String bare(String message) {
    String bare = message.strip();
    for (String before = ""; !before.equals(bare); ) {
      before = bare;
      bare = INTRODUCTION.matcher(bare).replaceFirst("").strip();
    }
    return bare;
  }

  private static String secrets(Contained container) {
    return container
        .surroundings()
        .events(container.pod(), Set.of("FailedToRetrieveImagePullSecret"))
        .findFirst()
        .map(event -> "; " + Words.of(event.message()))
        .orElse("");
  }
}
