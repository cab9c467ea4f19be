package dev.millwright.spec.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millwright.spec.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageReferenceTest {
  private static final Digest DIGEST = Digest.of("image");

  @ParameterizedTest
  @CsvSource({
    "train, train, false",
    "eclipse-temurin:25-jre, eclipse-temurin, true",
    "localhost:5000/team/train, localhost:5000/team/train, false",
    "localhost:5000/team/train:1.2, localhost:5000/team/train, true"
  })
  void a_digest_takes_the_place_of_the_tag_and_of_nothing_else(
      String text, String name, boolean tagged) {
    ImageReference image = new ImageReference(text);

    assertThat(image.by(DIGEST)).isEqualTo(name + "@sha256:" + DIGEST.hex());
    assertThat(image.isTagged()).isEqualTo(tagged);
    assertThat(image.digest()).isEmpty();
  }

  @Test
  void a_name_with_a_digest_says_which_image_it_is_whatever_its_tag() {
    ImageReference image = new ImageReference("localhost:5000/train:1@sha256:" + DIGEST.hex());

    assertThat(image.digest()).contains(DIGEST);
    assertThat(image.isTagged()).isTrue();
    assertThat(image.by(Digest.of("other")))
        .isEqualTo("localhost:5000/train@sha256:" + Digest.of("other").hex());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://example.com/train", "Train", "train:", "a@sha256:1", "a b"})
  void what_names_no_image_is_none(String text) {
    assertThatThrownBy(() -> new ImageReference(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
