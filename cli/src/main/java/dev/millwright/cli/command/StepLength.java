package dev.millwright.cli.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A stretch of time in days or hours, as in the project's files: `7d`, `12h`.
final class StepLength implements ITypeConverter<Duration> {
  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})([dh])");

  @Override
  public Duration convert(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException("`" + text + "` is not a time such as 7d, 1d or 12h");
    }
    int amount = Integer.parseInt(matcher.group(1));
    return matcher.group(2).equals("d") ? Duration.ofDays(amount) : Duration.ofHours(amount);
  }
}
