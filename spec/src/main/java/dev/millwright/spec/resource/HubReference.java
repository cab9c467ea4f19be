package dev.millwright.spec.resource;

import dev.millwright.spec.Name;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An item of a hub, `hub://flights/train@1.2.0`.
///
/// @param catalog as the Project calls it
/// @param item a folder of the catalog
/// @param version what `metadata.version` of the item says
public record HubReference(Name catalog, Name item, String version)
    implements Comparable<HubReference> {
  /// What stands before a reference, and before the paths of what an item brings.
  public static final String SCHEME = "hub://";

  /// The form of the text.
  public static final Pattern FORM =
      Pattern.compile(
          "hub://(?<catalog>[a-z]([-a-z0-9]{0,61}[a-z0-9])?)/(?<item>[a-z]([-a-z0-9]{0,61}[a-z0-9])?)"
              + "@(?<version>[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+){0,20})?)");

  /// Absent when the text is no reference.
  public static Optional<HubReference> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new HubReference(
                Name.of(matcher.group("catalog")),
                Name.of(matcher.group("item")),
                matcher.group("version")))
        : Optional.empty();
  }

  /// The tag that a catalog gives this version, where it gives one.
  public String tag() {
    return item + "/v" + version;
  }

  @Override
  public int compareTo(HubReference other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return SCHEME + catalog + "/" + item + "@" + version;
  }
}
