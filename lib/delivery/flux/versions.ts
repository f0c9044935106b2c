/** Flux: what this library writes for. */
export const FLUX = {
  /**
   * Kubernetes minors of clusters that its controllers run in: `flux check` refuses older ones, and the conformance tests end with the newest.
   * Upstream says nothing about clusters that are only reached by a kubeconfig.
   */
  kubernetesVersions: {
    oldest: '1.33', newest: '1.36', by: 'Flux v2.9', source: 'flux2 v2.9.4 cmd/flux/check.go and .github/workflows/conformance.yaml',
  },
} as const;
