package dev.millwright.cli.project;

import dev.millwright.compiler.Compiler;
import dev.millwright.compiler.lock.LockUse;
import dev.millwright.reconciler.hub.GitCatalogs;
import java.nio.file.Path;
import java.util.Map;

/// The catalogs of hubs on this machine, for as long as the process runs.
public final class Hubs {
  private Hubs() {}

  /// A compiler that takes items from this machine's copies of their catalogs.
  public static Compiler compiler(LockUse use) {
    return new Compiler(use, catalogs());
  }

  /// Below the user's cache folder, shared by projects.
  public static GitCatalogs catalogs() {
    return new GitCatalogs(cache(System.getenv()).resolve("hub"));
  }

  /// Millwright's folder below the XDG cache folder.
  public static Path cache(Map<String, String> variables) {
    String xdg = variables.getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return caches.resolve("millwright");
  }
}
