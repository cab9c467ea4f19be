package dev.millwright.runtime.model;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The environment variables of this process as native libraries read them; the virtual machine
/// itself has a copy of its own, which stays as it was.
final class NativeEnvironment {
  private NativeEnvironment() {}

  /// Sets a variable, by `setenv` of POSIX; does nothing where there is none.
  @SuppressWarnings("restricted")
  static void set(String name, String value) {
    Linker linker = Linker.nativeLinker();
    linker
        .defaultLookup()
        .find("setenv")
        .ifPresent(
            address ->
                call(
                    linker.downcallHandle(
                        address,
                        FunctionDescriptor.of(
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_INT)),
                    name,
                    value));
  }

  private static void call(MethodHandle setenv, String name, String value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment cName = arena.allocateFrom(name);
      MemorySegment cValue = arena.allocateFrom(value);
      int failed = (int) setenv.invokeExact(cName, cValue, 1);
      if (failed != 0) {
        throw new IllegalStateException("the environment takes no " + name);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
