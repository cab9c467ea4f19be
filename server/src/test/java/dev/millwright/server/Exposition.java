package dev.millwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text that Prometheus scrapes, read as strictly as its tools do: every sample belongs to a
/// family that was announced, names follow the conventions, none is there twice, buckets add up.
record Exposition(SortedMap<String, Family> families, List<Sample> samples) {
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-z][a-z0-9_]*) (counter|gauge|histogram)");
  private static final Pattern HELP = Pattern.compile("# HELP ([a-z][a-z0-9_]*) \\S.*");
  private static final Pattern SAMPLE = Pattern.compile("([a-z][a-z0-9_]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL =
      Pattern.compile("\\G([a-z_]+)=\"((?:[^\"\\\\]|\\\\[n\"\\\\])*)\"(?:,|$)");

  record Family(String type, TreeSet<String> labels) {}

  record Sample(String name, SortedMap<String, String> labels, double value) {}

  static Exposition read(String text) {
    Exposition exposition = new Exposition(new TreeMap<>(), new ArrayList<>());
    TreeSet<String> helped = new TreeSet<>();
    for (String line : text.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      Matcher help = HELP.matcher(line);
      if (help.matches()) {
        assertThat(helped.add(help.group(1))).as(line).isTrue();
      } else if (type.matches()) {
        Family family = new Family(type.group(2), new TreeSet<>());
        assertThat(exposition.families.put(type.group(1), family)).as(line).isNull();
      } else {
        exposition.sample(line);
      }
    }
    assertThat(exposition.families.keySet()).isEqualTo(helped);
    exposition.bucketsAddUp();
    return exposition;
  }

  Optional<Double> value(String name, Map<String, String> labels) {
    return samples.stream()
        .filter(it -> it.name().equals(name) && it.labels().equals(labels))
        .map(Sample::value)
        .findFirst();
  }

  private void sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    SortedMap<String, String> labels = labels(Optional.ofNullable(matcher.group(2)).orElse(""));
    Sample sample = new Sample(matcher.group(1), labels, number(matcher.group(3)));
    assertThat(value(sample.name(), labels)).as("twice: " + line).isEmpty();
    samples.add(sample);
    Family family = families.get(family(sample.name()));
    assertThat(family).as("announced: " + line).isNotNull();
    assertThat(family.type().equals("counter")).isEqualTo(sample.name().endsWith("_total"));
    labels.keySet().stream().filter(it -> !it.equals("le")).forEach(family.labels()::add);
  }

  private String family(String sample) {
    String stem = sample.replaceFirst("_(bucket|count|sum)$", "");
    return families.containsKey(stem) && families.get(stem).type().equals("histogram")
        ? stem
        : sample;
  }

  private static SortedMap<String, String> labels(String text) {
    SortedMap<String, String> labels = new TreeMap<>();
    Matcher matcher = LABEL.matcher(text);
    int end = 0;
    while (end < text.length() && matcher.find()) {
      assertThat(labels.put(matcher.group(1), matcher.group(2))).as(text).isNull();
      end = matcher.end();
    }
    assertThat(end).as(text).isEqualTo(text.length());
    return labels;
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private void bucketsAddUp() {
    Map<String, Double> last = new TreeMap<>();
    for (Sample bucket : samples.stream().filter(it -> it.name().endsWith("_bucket")).toList()) {
      SortedMap<String, String> rest = new TreeMap<>(bucket.labels());
      boolean isAll = "+Inf".equals(rest.remove("le"));
      String series = bucket.name() + rest;
      assertThat(bucket.value()).as(series).isGreaterThanOrEqualTo(last.getOrDefault(series, 0.0));
      last.put(series, bucket.value());
      if (isAll) {
        String count = bucket.name().replaceFirst("_bucket$", "_count");
        assertThat(value(count, rest)).as(series).contains(bucket.value());
      }
    }
  }
}
