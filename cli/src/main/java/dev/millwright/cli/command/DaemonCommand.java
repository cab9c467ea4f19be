package dev.millwright.cli.command;

import dev.millwright.cli.daemon.DaemonProcess;
import dev.millwright.cli.log.LogFormat;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "daemon",
    hidden = true,
    mixinStandardHelpOptions = true,
    header = "The process that `up` starts in the background.")
final class DaemonCommand implements Callable<Integer> {
  @Mixin private ProjectOptions project = new ProjectOptions();

  @Override
  public Integer call() throws IOException, InterruptedException {
    LogFormat.text.use();
    return DaemonProcess.run(project.location(), project.environment(), project.state());
  }
}
