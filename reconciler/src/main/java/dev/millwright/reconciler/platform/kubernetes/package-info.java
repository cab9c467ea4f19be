/// A namespace of a Kubernetes cluster as the place where components run: what is rendered is
/// applied, watched until it is healthy, and taken away. Start at [KubernetesPlatform].
@NullMarked
package dev.millwright.reconciler.platform.kubernetes;

import org.jspecify.annotations.NullMarked;
