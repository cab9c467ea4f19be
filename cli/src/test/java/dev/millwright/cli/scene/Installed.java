package dev.millwright.cli.scene;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/// A reconciler in a cluster that follows a project of this machine.
///
/// @param source the name of what follows it
record Installed(TestCluster cluster, Machine machine, Path project, String source) {
  /// What images there stand on.
  static final String BASE = TestCluster.REGISTRY + "/base/java:25";

  /// The image of Millwright itself, built and in the registry. By its digest: a node asks for a
  /// tag once.
  String image() {
    String registry = TestCluster.REGISTRY + "/millwright";
    JsonNode built =
        machine
            .expect(
                project,
                0,
                "build",
                "--own",
                "--base",
                BASE,
                "--push",
                "--to",
                registry,
                "--output",
                "json")
            .json();
    return registry + "/reconciler@sha256:" + built.path(0).path("manifest").asString();
  }

  /// Has a reconciler of the namespace follow a repository, for the environment `cluster`.
  void install(String url) {
    cluster.apply(
        machine
            .expect(
                project,
                0,
                "install",
                "--namespace",
                cluster.namespace(),
                "--no-namespace",
                "--source",
                url,
                "-e",
                "cluster",
                "--claim",
                "millwright-state",
                "--image",
                image())
            .out());
    cluster.kubectl(
        "set",
        "env",
        "deployment/millwright-reconciler",
        "MILLWRIGHT_REGISTRY_AT=" + cluster.registry());
    cluster.kubectl(
        "patch",
        "deployment/millwright-reconciler",
        "--type=json",
        "-p",
        "[{\"op\": \"add\", \"path\": \"/spec/template/spec/containers/0/args/-\", \"value\":"
            + " \"--every=2\"}]");
  }

  /// Until its Source has looked at a revision.
  void awaitRevision(String revision) {
    cluster.kubectl("wait", "source/" + source, "--for=create", "--timeout=5m");
    cluster.kubectl(
        "wait",
        "source/" + source,
        "--for=jsonpath={.status.revision}=" + revision,
        "--timeout=5m");
  }

  /// Until what a revision says is live and proven, and what it replaces is gone.
  void awaitLive(String revision) {
    awaitRevision(revision);
    cluster.kubectl("wait", "source/" + source, "--for=condition=Ready", "--timeout=8m");
    cluster.kubectl(
        "wait", "source/" + source, "--for=condition=Reconciling=False", "--timeout=3m");
  }
}
