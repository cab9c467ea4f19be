package dev.millwright.bench.load;

import dev.millwright.bench.ExampleProject;
import dev.millwright.bench.TinyModel;
import dev.millwright.offline.ingest.Ingest;
import dev.millwright.offline.ingest.IngestException;
import dev.millwright.spec.Address;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Kind;
import dev.millwright.spec.Name;
import dev.millwright.spec.job.Job;
import dev.millwright.spec.job.Statistics;
import dev.millwright.spec.json.Json;
import dev.millwright.spec.release.Component;
import dev.millwright.spec.release.Release;
import dev.millwright.spec.resource.FeatureSet;
import dev.millwright.spec.resource.PlannedSource;
import dev.millwright.spec.serving.GatewayFile;
import dev.millwright.spec.serving.GraphFile;
import dev.millwright.spec.serving.ReleasesFile;
import dev.millwright.spec.serving.ReleasesFile.Bound;
import dev.millwright.spec.serving.ReleasesFile.ModelPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes what a graph process and a gateway read, as the platform would: the example's graph over
/// a tiny model, and its online stores filled from the example's files.
record ServingFolders(Path folder, Release release, GraphFile file) {
  /// The graph process's folder.
  Path graph() throws IOException, SQLException, IngestException {
    Path graph = Files.createDirectories(folder.resolve("graph"));
    Path model = TinyModel.write(folder.resolve("tiny.onnx"), ExampleProject.columns(file));
    Path baseline = folder.resolve("baseline.json");
    Files.writeString(baseline, Json.write(new Statistics(0, new TreeMap<>())));
    SortedMap<Name, ModelPaths> models = new TreeMap<>();
    for (Name name : file.models().keySet()) {
      models.put(name, new ModelPaths(model.toString(), Optional.of(baseline.toString())));
    }
    Bound bound = new Bound(versions(), stores(), models);
    Files.writeString(graph.resolve("graph.json"), Json.write(file));
    Files.writeString(
        graph.resolve("releases.json"),
        Json.write(new ReleasesFile(new TreeMap<>(java.util.Map.of(release.id(), bound)))));
    return graph;
  }

  /// The gateway's folder: all traffic to one process, on any free port.
  Path gateway(String endpoint) throws IOException {
    Path gateway = Files.createDirectories(folder.resolve("gateway"));
    SortedMap<Name, List<String>> graphs = new TreeMap<>();
    graphs.put(file.graph().metadata().name(), List.of(endpoint));
    SortedMap<Digest, SortedMap<Name, List<String>>> releases = new TreeMap<>();
    releases.put(release.id(), graphs);
    List<GatewayFile.Share> shares = List.of(new GatewayFile.Share(release.id(), 100));
    Files.writeString(
        gateway.resolve("gateway.json"), Json.write(new GatewayFile(0, shares, releases)));
    return gateway;
  }

  private SortedMap<Address, Digest> versions() {
    SortedMap<Address, Digest> versions = new TreeMap<>();
    versions.put(file.graph().address(), file.version());
    return versions;
  }

  private SortedMap<Name, String> stores() throws IOException, SQLException, IngestException {
    SortedMap<Name, String> stores = new TreeMap<>();
    for (FeatureSet set : file.sets().values()) {
      Name name = set.metadata().name();
      Component component = release.at(Kind.FEATURE_SET, name);
      Path online = folder.resolve(name + ".sqlite");
      new Ingest(Files.createDirectories(folder.resolve("spill")))
          .run(
              new Job.Ingest(
                  set,
                  component.version(),
                  folder.resolve(name.text()),
                  Optional.of(online),
                  List.of(source(set)),
                  Optional.empty()));
      stores.put(name, online.toString());
    }
    return stores;
  }

  private static Path source(FeatureSet set) {
    return switch (set.source()) {
      case FeatureSet.Files files -> ExampleProject.folder().resolve(files.path());
      case PlannedSource it ->
          throw new IllegalStateException("nothing reads from " + it.connection() + " yet");
      case FeatureSet.Recorded recorded ->
          throw new IllegalStateException("nothing is recorded yet of " + recorded.graph());
    };
  }
}
