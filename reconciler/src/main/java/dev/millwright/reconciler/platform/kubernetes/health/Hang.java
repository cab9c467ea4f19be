package dev.millwright.reconciler.platform.kubernetes.health;

/// Why something of a cluster does not come to be as asked: by what it is known, and what to do.
public enum Hang {
  IMAGE_NOT_FOUND(
      "a container waits with `ImagePullBackOff`: not found",
      "Push the image, or name one that is there."),
  IMAGE_DENIED(
      "a container waits with `ImagePullBackOff`: 401 or 403",
      "Give the pod's service account an image pull secret that may read the repository."),
  IMAGE_PLATFORM(
      "a container waits with `ImagePullBackOff`: no match for platform",
      "Build the image for the processor of the nodes as well."),
  IMAGE_NAME("a container waits with `InvalidImageName`", "Correct the name of the image."),
  IMAGE_NEVER_PULLED(
      "a container waits with `ErrImageNeverPull`",
      "Let the pod pull it (imagePullPolicy), or bring the image to the node."),
  IMAGE_UNPULLED(
      "a container waits with `ImagePullBackOff`: anything else",
      "Pull the image by hand from the cluster's network to see more."),
  REGISTRY_UNREACHABLE(
      "a container waits with `ImagePullBackOff`: no host, no connection, no trust",
      "Check the registry's address, that it runs, and that nodes reach and trust it."),
  COMMAND_NOT_FOUND(
      "a container did not start: executable file not found, or no such file",
      "Correct the command, or build an image that has it."),
  COMMAND_NOT_EXECUTABLE(
      "a container did not start: permission denied",
      "Make the file executable for the user that the container runs as."),
  EXEC_FORMAT(
      "a container did not start: exec format error",
      "Build the image for the processor of the nodes; give a script its `#!` line."),
  RUNS_AS_ROOT(
      "a container waits with `CreateContainerConfigError`: runAsNonRoot",
      "Give the image or the pod a numeric user other than 0."),
  CONTAINER_REFUSED(
      "a container waits with `CreateContainerError` or the like: anything else",
      "Correct what the node complains about in the container's spec."),
  OUT_OF_MEMORY(
      "a container ended with `OOMKilled`", "Raise its memory limit, or let it use less."),
  CRASH_LOOP(
      "a container ended with another exit code than 0",
      "Read its log (`kubectl logs --previous`) and correct the program or its configuration."),
  ENDS_BY_ITSELF(
      "a container that is to run on ended with exit code 0",
      "Give it a command that stays, or run it as a job."),
  LIVENESS_FAILS(
      "the node restarts a container that failed its liveness probe",
      "Correct the probe, give it more time, or find what blocks the program."),
  STARTUP_FAILS(
      "a container runs, and its startup probe fails",
      "Correct the probe or give it more time; read the log for what start-up waits for."),
  READINESS_FAILS(
      "a container runs, and its readiness probe fails",
      "Correct the probe, or bring up what the program waits for; its log tells."),
  SECRET_MISSING(
      "a container or a volume needs a Secret that is not there",
      "Create the Secret in the namespace of the pod, or correct the name."),
  SECRET_KEY_MISSING(
      "a Secret lacks a key that a container or a volume needs",
      "Add the key to the Secret, or correct the name of the key."),
  CONFIG_MAP_MISSING(
      "a container or a volume needs a ConfigMap that is not there",
      "Create the ConfigMap in the namespace of the pod, or correct the name."),
  CONFIG_MAP_KEY_MISSING(
      "a ConfigMap lacks a key that a container or a volume needs",
      "Add the key to the ConfigMap, or correct the name of the key."),
  MOUNT_FAILED(
      "event `FailedMount` or `FailedAttachVolume`: anything else",
      "Correct the volume; see that what it leads to exists and is reached from the node."),
  SANDBOX_FAILED(
      "event `FailedCreatePodSandBox`", "Look at the node's network plugin and its log."),
  QUOTA(
      "pods are refused: exceeded quota",
      "Raise the ResourceQuota, ask for less, or remove what is not needed."),
  QUOTA_UNSPECIFIED(
      "pods are refused: must specify",
      "State these requests and limits, or give the namespace a LimitRange with defaults."),
  LIMIT_RANGE(
      "pods are refused: a LimitRange's minimum or maximum",
      "Ask for what the LimitRange allows, or change it."),
  POD_SECURITY(
      "pods are refused: violates PodSecurity",
      "Give the pods the security context that the level asks for, or lower the level."),
  WEBHOOK_REFUSES(
      "an admission webhook denied the request", "Do what it asks, or ask its owner for leave."),
  WEBHOOK_UNREACHABLE(
      "an admission webhook could not be called",
      "Bring the webhook's service up, or remove its configuration."),
  POLICY_REFUSES(
      "a ValidatingAdmissionPolicy denied the request",
      "Do what it asks, or ask its owner for leave."),
  SERVICE_ACCOUNT_MISSING(
      "pods are refused: service account not found",
      "Create the service account, or correct the name."),
  PODS_REFUSED("pods are refused: anything else", "Correct what the API server complains about."),
  TOO_LITTLE_CPU(
      "`PodScheduled` is false: Insufficient cpu",
      "Ask for less cpu, remove other pods, or add a node."),
  TOO_LITTLE_MEMORY(
      "`PodScheduled` is false: Insufficient memory",
      "Ask for less memory, remove other pods, or add a node."),
  NO_SUCH_NODE(
      "`PodScheduled` is false: node affinity or selector",
      "Correct the node selector or affinity, or label a node."),
  TAINTS(
      "`PodScheduled` is false: untolerated taint", "Tolerate the taint, or take it from a node."),
  UNSCHEDULABLE(
      "`PodScheduled` is false: anything else", "Meet one of these conditions on some node."),
  SCHEDULING_GATED(
      "`PodScheduled` is false: SchedulingGated",
      "Whoever set the scheduling gate has to remove it."),
  CLAIM_MISSING("a pod uses a claim that is not there", "Create the claim, or correct the name."),
  CLAIM_PENDING(
      "a claim is not bound to a volume",
      "Name a storage class that the cluster has, or provide a volume that fits."),
  CLAIM_LOST("a claim's volume is gone", "Restore the volume, or make the claim anew."),
  CLAIM_IN_USE("a claim is to be deleted and pods use it", "Delete the pods first."),
  FINALIZER(
      "an object is to be deleted and has finalizers",
      "Bring up the controller that owns the finalizer; remove it by hand only knowing what it"
          + " guards."),
  NAMESPACE_HELD(
      "a namespace is to be deleted and has content",
      "Delete what is in it; bring up the controllers whose finalizers hold it."),
  TERMINATING_LATE(
      "a pod is there after its grace period",
      "Look at the node; delete the pod by force only when its node is surely gone."),
  NODE_NOT_READY("a pod's node is not ready", "Repair the node or its kubelet, or remove it."),
  NODE_REFUSES(
      "a pod failed, and its status gives a reason",
      "Let another pod take its place, or change what the node complains about."),
  EVICTED(
      "a pod failed with `Evicted`",
      "Let it use less of what ran out, or give it more room: limits, requests, size of volumes."),
  PAUSED("a Deployment is paused", "`kubectl rollout resume`, or remove `spec.paused`."),
  JOB_SUSPENDED("a Job is suspended", "Whoever suspended the Job has to resume it."),
  JOB_DEADLINE("a Job failed with `DeadlineExceeded`", "Give the Job more time, or less to do."),
  JOB_BACKOFF(
      "a Job failed with `BackoffLimitExceeded`",
      "Correct what ends its pods, then run the Job anew."),
  JOB_FAILED("a Job failed for another reason", "Correct it, then run the Job anew."),
  GATEWAY_MISSING(
      "a route names a Gateway that is not there",
      "Create the Gateway, or correct the environment's gateway."),
  GATEWAY_NOT_READY(
      "a Gateway is not accepted or not programmed",
      "Correct the Gateway, or bring up the controller of its class."),
  ROUTE_REFUSED(
      "`Accepted` or `ResolvedRefs` of a route's parent is false",
      "Correct the route, or let the Gateway's listeners take it."),
  ROUTE_UNANSWERED(
      "a route has no answer of a Gateway that is there",
      "Bring up the controller of the Gateway's class."),
  BACKEND_MISSING(
      "`ResolvedRefs` of a route's parent is false: BackendNotFound",
      "Create the Service, or correct the route's backend.");

  private final String seen;
  private final String advice;

  Hang(String seen, String advice) {
    this.seen = seen;
    this.advice = advice;
  }

  /// What of the cluster's objects shows it.
  public String seen() {
    return seen;
  }

  /// What to do, in a sentence.
  public String advice() {
    return advice;
  }
}
