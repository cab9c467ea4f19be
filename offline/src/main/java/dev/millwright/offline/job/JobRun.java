package dev.millwright.offline.job;

import dev.millwright.offline.examples.NoDataException;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.ingest.IngestException;
import dev.millwright.offline.judge.Judgement;
import dev.millwright.offline.train.Training;
import dev.millwright.offline.watch.Watch;
import dev.millwright.runtime.function.HandlerException;
import dev.millwright.runtime.online.OnlineStoreException;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.JobResult;
import dev.millwright.spec.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.Consumer;

/// One job in its run's folder.
///
/// @param folder takes `result.json`
/// @param order what to do: `job.json`
/// @param work a folder for what is in the making
/// @param log takes lines for people
public record JobRun(Path folder, Path order, Path work, Consumer<String> log) {
  /// A run that has all of it in its folder.
  public JobRun(Path folder, Consumer<String> log) {
    this(folder, folder.resolve("job.json"), folder.resolve("work"), log);
  }

  /// Does the job and writes its result as the last act.
  ///
  /// @return the result
  public JobResult run() throws IOException {
    Files.createDirectories(folder);
    Files.createDirectories(work);
    Job job = Json.read(Files.readString(order), Job.class);
    log.accept("begins: " + job.getClass().getSimpleName());
    JobResult result = result(job);
    log.accept("ends: " + result.getClass().getSimpleName());
    write(result);
    return result;
  }

  private JobResult result(Job job) {
    try {
      return perform(job);
    } catch (HandlerException | IngestException | NoDataException e) {
      return failed(e, false);
    } catch (IOException | SQLException | UncheckedIOException | OnlineStoreException e) {
      return failed(e, true);
    } catch (RuntimeException e) {
      return failed(e, false);
    }
  }

  private JobResult perform(Job job)
      throws IOException, SQLException, HandlerException, IngestException, NoDataException {
    RunContext context = new RunContext(log);
    return switch (job) {
      case Job.Ingest ingest -> new Ingest(work).run(ingest);
      case Job.Train train -> new Training(work, context).run(train);
      case Job.Judge judge -> new Judgement(work).run(judge);
      case Job.Run run -> new FunctionRun(work, context).run(run);
      case Job.Watch watch -> new Watch(InstantSource.system()).run(watch);
    };
  }

  private JobResult failed(Exception failure, boolean retryable) {
    StringWriter detail = new StringWriter();
    failure.printStackTrace(new PrintWriter(detail));
    log.accept(detail.toString());
    String cause = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return new JobResult.Failed(cause, detail.toString(), retryable);
  }

  private void write(JobResult result) throws IOException {
    Path aside = folder.resolve("result.json.tmp");
    Files.writeString(aside, Json.pretty(result));
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        aside,
        folder.resolve("result.json"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
