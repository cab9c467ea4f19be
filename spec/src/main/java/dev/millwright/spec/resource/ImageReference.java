package dev.millwright.spec.resource;

import dev.millwright.spec.Digest;
import java.util.Optional;
import java.util.regex.Pattern;

/// An image as an author names it: `registry.example.com/team/train:1.2`, `eclipse-temurin:25-jre`,
/// or by what it holds, `train@sha256:…`.
///
/// @param text as it is written
public record ImageReference(String text) {
  /// What a reference looks like.
  public static final Pattern FORM =
      Pattern.compile(
          "(?=.{1,512}$)([A-Za-z0-9.-]+(:[0-9]{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*"
              + "(/[a-z0-9]+([._-]+[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"
              + "(@sha256:[0-9a-f]{64})?");

  private static final String BY_DIGEST = "@sha256:";

  public ImageReference {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("not an image: " + text);
    }
  }

  /// The digest that is part of the name; absent where a tag, or nothing, says which image it is.
  public Optional<Digest> digest() {
    int at = text.indexOf(BY_DIGEST);
    return at < 0
        ? Optional.empty()
        : Optional.of(Digest.parse(text.substring(at + BY_DIGEST.length())));
  }

  /// Whether a tag is part of the name.
  public boolean isTagged() {
    return colon() >= 0;
  }

  /// The same name for exactly this image, without a tag.
  public String by(Digest digest) {
    return withoutTag() + BY_DIGEST + digest.hex();
  }

  private String withoutTag() {
    String name = name();
    return colon() < 0 ? name : name.substring(0, colon());
  }

  private String name() {
    int at = text.indexOf(BY_DIGEST);
    return at < 0 ? text : text.substring(0, at);
  }

  /// Where the tag begins: a colon before the last slash is a port's.
  private int colon() {
    String name = name();
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? colon : -1;
  }

  @Override
  public String toString() {
    return text;
  }
}
