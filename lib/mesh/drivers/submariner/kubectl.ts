/** The first that its project publishes is 1.28; commands used here are the same in all (kubernetes/kubernetes#116672). */
const IMAGE = 'registry.k8s.io/kubectl:v1.34.1';

/** A container that runs one command of kubectl. */
export function kubectl(args: readonly string[]): object {
  return {
    name: 'kubectl', image: IMAGE, command: ['kubectl'], args,
    resources: { limits: { cpu: '200m', memory: '128Mi' }, requests: { cpu: '10m', memory: '32Mi' } },
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
  };
}
