package dev.millwright.spec.binding;

import dev.millwright.spec.resource.Environment.GpgKey;
import dev.millwright.spec.resource.Environment.Signer;
import dev.millwright.spec.resource.Environment.SignerKey;
import dev.millwright.spec.resource.Environment.SshKey;
import dev.millwright.spec.resource.Environment.Verify;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who may sign the commits of an environment.
final class SignerBinding {
  private static final Pattern FILE =
      Pattern.compile("(?![/~])(?!(.*/)?\\.\\.(/|$))[^\\p{Cntrl}\\\\:]{1,200}");
  private static final Pattern SSH =
      Pattern.compile(
          "(?<key>(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)|sk-ssh-ed25519@openssh\\.com|"
              + "sk-ecdsa-sha2-nistp256@openssh\\.com) [A-Za-z0-9+/]{16,4000}={0,2})"
              + "( [^\\p{Cntrl}]{0,200})?");
  private static final Pattern PATHS =
      Pattern.compile("(?!/)(?!([^*]*\\*+){5})[^\\p{Cntrl}\\\\!\\[\\]{}]{1,200}");
  private static final String LINE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA…";

  private SignerBinding() {}

  static Verify verify(Fields fields) {
    Value signers = fields.required("signers", "[{name: ops, key: keys/ops.asc}]");
    return new Verify(
        signers.unique(
            signers.some(each -> each.fields(SignerBinding::signer)), it -> it.name().text()));
  }

  private static Signer signer(Fields fields) {
    List<String> paths =
        fields
            .optional("paths")
            .map(value -> value.some(SignerBinding::path))
            .orElse(List.of(Signer.EVERYTHING));
    return new Signer(
        Words.name(fields.required("name", "ops"), "ops"),
        fields.oneOf(
            List.of(
                new Fields.Variant<SignerKey>("key", "keys/ops.asc", SignerBinding::gpg),
                new Fields.Variant<SignerKey>("ssh", "\"" + LINE + "\"", SignerBinding::ssh))),
        paths);
  }

  private static SignerKey gpg(Value value) {
    return new GpgKey(value.matching(FILE, "a path in the project", "keys/ops.asc"));
  }

  private static SignerKey ssh(Value value) {
    String text = value.matching(SSH, "a public key of SSH", LINE);
    Matcher matcher = SSH.matcher(text);
    return new SshKey(matcher.matches() ? matcher.group("key") : "");
  }

  private static String path(Value value) {
    return value.matching(
        PATHS, "a pattern of paths with `*`, `**` and `?`, of four stars at most", "features/**");
  }
}
