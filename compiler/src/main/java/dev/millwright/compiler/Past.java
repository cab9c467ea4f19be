package dev.millwright.compiler;

import dev.millwright.compiler.hub.HubItems;
import dev.millwright.compiler.hub.PinnedItems;
import dev.millwright.compiler.lock.CutOffs;
import dev.millwright.compiler.memory.Memory;
import dev.millwright.compiler.parameter.Parameters;
import dev.millwright.compiler.patch.Patches;
import dev.millwright.compiler.release.Releases;
import dev.millwright.compiler.service.Services;
import dev.millwright.compiler.standard.StandardValues;
import dev.millwright.compiler.type.Types;
import dev.millwright.compiler.type.Typing;

/// The phases, with what each keeps of the commits before.
record Past(
    PastFiles files,
    HubItems items,
    Parameters parameters,
    Patches patches,
    Services services,
    StandardValues standards,
    CutOffs cutOffs,
    Types types,
    Releases releases) {
  static Past in(Memory memory, Typing typing, PinnedItems items) {
    return new Past(
        new PastFiles(memory),
        new HubItems(memory, items),
        new Parameters(memory),
        new Patches(memory),
        new Services(memory),
        new StandardValues(memory),
        new CutOffs(memory),
        new Types(memory, typing),
        new Releases(memory));
  }
}
