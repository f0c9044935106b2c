/** The first that its project publishes is 1.28; commands used here are the same in all (kubernetes/kubernetes#116672). It has no shell. */
export const KUBECTL_IMAGE = 'registry.k8s.io/kubectl:v1.34.1';

/** A container that runs one command of kubectl. */
export function kubectl(args: readonly string[], { name = 'kubectl', image = KUBECTL_IMAGE }: { readonly name?: string; readonly image?: string } = {}): object {
  return {
    name, image, command: ['kubectl'], args,
    resources: { limits: { cpu: '200m', memory: '128Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}
