package dev.millwright.compiler.kubernetes;

import dev.millwright.spec.resource.Resources;
import java.util.Map;
import java.util.TreeMap;

/// What a container asks for and may use. A resource's memory is the heap's, as on one machine;
/// what native libraries take stands beside it. Memory that is promised is there: request and limit
/// are one.
///
/// @param heap bytes, where the author names none
/// @param nativeBytes of libraries, threads and code
/// @param cpu the request; the limit leaves room for starts and bursts
/// @param disk the request for files of its own, such as what libraries unpack
record Quantities(long heap, long nativeBytes, String cpu, String disk, String diskLimit) {
  private static final long MEBI = 1L << 20;

  static final Quantities GRAPH = new Quantities(512 * MEBI, 256 * MEBI, "250m", "128Mi", "1Gi");

  /// DuckDB alone may take 2 GB.
  static final Quantities JOB = new Quantities(2048 * MEBI, 2560 * MEBI, "500m", "1Gi", "20Gi");

  private static final String MOST_CPU = "2";
  private static final long MOST = 2000;
  private static final String GPU = "nvidia.com/gpu";

  /// The JVM's option for the heap.
  String heapOption(Resources resources) {
    return "-Xmx" + mebi(heap(resources)) + "m";
  }

  Map<String, Object> of(Resources resources) {
    String memory = mebi(heap(resources) + nativeBytes) + "Mi";
    Map<String, Object> requests = new TreeMap<>();
    requests.putAll(Map.of("cpu", cpu(resources), "memory", memory, "ephemeral-storage", disk));
    Map<String, Object> limits = new TreeMap<>();
    limits.putAll(
        Map.of("cpu", mostCpu(resources), "memory", memory, "ephemeral-storage", diskLimit));
    resources.gpu().ifPresent(count -> requests.put(GPU, count.toString()));
    resources.gpu().ifPresent(count -> limits.put(GPU, count.toString()));
    return Map.of("requests", requests, "limits", limits);
  }

  private String cpu(Resources resources) {
    return resources.cpuMillis().map(Quantities::millis).orElse(cpu);
  }

  /// Who asks for more than is usual may use all of it.
  private static String mostCpu(Resources resources) {
    return resources.cpuMillis().filter(it -> it > MOST).map(Quantities::millis).orElse(MOST_CPU);
  }

  private static String millis(long millis) {
    return millis % 1000 == 0 ? Long.toString(millis / 1000) : millis + "m";
  }

  private long heap(Resources resources) {
    return resources.memoryBytes().orElse(heap);
  }

  private static long mebi(long bytes) {
    return (bytes + MEBI - 1) / MEBI;
  }
}
