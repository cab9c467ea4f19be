package dev.millwright.reconciler.platform.kubernetes.health;

import static dev.millwright.reconciler.platform.kubernetes.health.Hang.LIMIT_RANGE;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.PODS_REFUSED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.POD_SECURITY;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.POLICY_REFUSES;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.QUOTA;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.QUOTA_UNSPECIFIED;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.SERVICE_ACCOUNT_MISSING;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.WEBHOOK_REFUSES;
import static dev.millwright.reconciler.platform.kubernetes.health.Hang.WEBHOOK_UNREACHABLE;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;

/// What the API server means when it refuses an object.
final class RefusalCause {
  private record Reading(Phrase phrase, Hang hang, String sentence) {
    Optional<Cause> read(Sight sight, String message) {
      return phrase.in(message, found -> sight.is(hang, filled(found)));
    }

    private String filled(MatchResult found) {
      Object[] words = new Object[found.groupCount()];
      for (int i = 0; i < words.length; i++) {
        words[i] = Words.of(found.group(i + 1));
      }
      return sentence.formatted(words);
    }
  }

  private static final List<Reading> READINGS =
      List.of(
          reading(
              "exceeded quota: ([^,]+), requested: (.+), used: (.+), limited: (.+)",
              QUOTA,
              "ResourceQuota %s has no room. Asked for: %s; used: %s; at most: %s."),
          reading(
              "failed quota: ([^:]+): must specify (.+)",
              QUOTA_UNSPECIFIED,
              "ResourceQuota %s asks that each container says what it needs: %s."),
          reading(
              "((?:minimum|maximum|max limit to request ratio|min limit).* per .*)",
              LIMIT_RANGE,
              "A LimitRange does not allow it: %s."),
          reading(
              "violates PodSecurity \"([^:\"]+)[^\"]*\": (.+)",
              POD_SECURITY,
              "The namespace enforces the pod security level %s: %s."),
          reading(
              "failed calling webhook \"([^\"]+)\": (?:failed to call webhook: )?(?:\\w+ \"[^\"]*\": )?(.+)",
              WEBHOOK_UNREACHABLE,
              "Admission webhook %s does not answer, and without it nothing is let in: %s."),
          reading(
              "admission webhook \"([^\"]+)\" denied the request:? ?(.+)",
              WEBHOOK_REFUSES,
              "Admission webhook %s refuses it: %s."),
          reading(
              "ValidatingAdmissionPolicy '([^']+)' with binding '[^']+' denied request: (.+)",
              POLICY_REFUSES,
              "Admission policy %s refuses it: %s."),
          reading(
              "error looking up service account ([^/]+)/(\\S+):",
              SERVICE_ACCOUNT_MISSING,
              "Namespace %s has no service account %s."));

  private RefusalCause() {}

  static Cause of(Sight sight, String message) {
    return READINGS.stream()
        .flatMap(reading -> reading.read(sight, message).stream())
        .findFirst()
        .orElseGet(() -> sight.is(PODS_REFUSED, "The API server refuses it: " + rest(message)));
  }

  private static String rest(String message) {
    return Words.of(message) + ".";
  }

  private static Reading reading(String regex, Hang hang, String sentence) {
    return new Reading(Phrase.of(regex), hang, sentence);
  }
}
