package dev.millwright.reconciler.platform.local;

/// The main classes in an image's runtime.
record Mains(String graph, String gateway, String job) {
  static final Mains OF_THE_RUNTIME =
      new Mains(
          "dev.millwright.serving.GraphMain",
          "dev.millwright.serving.GatewayMain",
          "dev.millwright.offline.JobMain");
}
