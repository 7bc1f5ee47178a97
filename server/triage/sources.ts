/** The public documents that the built-in causes rest on. */
const ociErrors = {
  title: "OCI Distribution Specification: Error Codes",
  url: "https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes",
};
const ociPush = {
  title: "OCI Distribution Specification: Push",
  url: "https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push",
};
const acrCredentials = {
  title: "Alibaba Cloud Container Registry: Configure access credentials",
  url: "https://www.alibabacloud.com/help/en/acr/user-guide/configure-access-credentials",
};
const acrAccess = {
  title: "Alibaba Cloud Container Registry: Repository access control",
  url: "https://www.alibabacloud.com/help/en/acr/user-guide/repository-access-control",
};
const acrVpc = {
  title: "Alibaba Cloud Container Registry: Configure a VPC ACL",
  url: "https://www.alibabacloud.com/help/en/acr/user-guide/configure-access-over-vpcs",
};
const acrImmutable = {
  title: "Alibaba Cloud Container Registry: Configure a repository to be immutable",
  url: "https://www.alibabacloud.com/help/doc-detail/186029.htm",
};
const acrEditions = {
  title: "Alibaba Cloud Container Registry: Billing and editions",
  url: "https://www.alibabacloud.com/help/en/container-registry/latest/billing",
};
const dockerCommit = {
  title: "Docker Docs: docker container commit",
  url: "https://docs.docker.com/engine/reference/commandline/commit/",
};
const dockerPrune = {
  title: "Docker Docs: Prune unused Docker objects",
  url: "https://docs.docker.com/engine/manage-resources/pruning/",
};
const dockerOverlay = {
  title: "Docker Docs: OverlayFS storage driver",
  url: "https://docs.docker.com/engine/storage/drivers/overlayfs-driver/",
};
const dockerCertificates = {
  title: "Docker Docs: Verify repository client with certificates",
  url: "https://docs.docker.com/engine/security/certificates/",
};
const dockerProxy = {
  title: "Docker Docs: Daemon proxy configuration",
  url: "https://docs.docker.com/engine/daemon/proxy/",
};
const dockerPulls = {
  title: "Docker Docs: Docker Hub pull usage and limits",
  url: "https://docs.docker.com/docker-hub/usage/pulls/",
};
const kubernetesImages = {
  title: "Kubernetes: Images",
  url: "https://kubernetes.io/docs/concepts/containers/images/",
};
const kubernetesEviction = {
  title: "Kubernetes: Node-pressure Eviction",
  url: "https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/",
};
const kubernetesDns = {
  title: "Kubernetes: Debugging DNS Resolution",
  url: "https://kubernetes.io/docs/tasks/administer-cluster/dns-debugging-resolution/",
};
const registryCollection = {
  title: "CNCF Distribution: Garbage collection",
  url: "https://distribution.github.io/distribution/about/garbage-collection/",
};
const containerdContent = {
  title: "containerd: Content flow",
  url: "https://github.com/containerd/containerd/blob/main/docs/content-flow.md",
};

export const sources = {
  ociErrors,
  ociPush,
  acrCredentials,
  acrAccess,
  acrVpc,
  acrImmutable,
  acrEditions,
  dockerCommit,
  dockerPrune,
  dockerOverlay,
  dockerCertificates,
  dockerProxy,
  dockerPulls,
  kubernetesImages,
  kubernetesEviction,
  kubernetesDns,
  registryCollection,
  containerdContent,
};
