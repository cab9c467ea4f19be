package dev.millwright.reconciler.platform.kubernetes;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/// How everything of Millwright's is written: by server-side apply, as one manager of fields.
public final class Applying {
  /// Who owns the fields that are written.
  public static final String MANAGER = "millwright";

  /// Fields of ours are taken over from whoever has them.
  public static final PatchContext PATCH = by(MANAGER);

  /// What is put to an object beside what was applied.
  static final PatchContext MERGE =
      new PatchContext.Builder()
          .withPatchType(PatchType.JSON_MERGE)
          .withFieldManager(MANAGER)
          .build();

  private Applying() {}

  /// The same for fields that another part of Millwright owns.
  public static PatchContext by(String manager) {
    return new PatchContext.Builder()
        .withPatchType(PatchType.SERVER_SIDE_APPLY)
        .withFieldManager(manager)
        .withForce(true)
        .build();
  }
}
