import { BenchResult } from './result';
import { structureOf } from '../imports/catalogue';
import { CompiledSchema } from '../lib/schema';

const WARM_UP = 2_000;
const ROUNDS = 15;
const CHECKS_PER_ROUND = 1_000;
/** Microseconds for an object of about one kilobyte. */
const LIMIT = 25;

/**
 * The schema check of typical objects, all rules included.
 *
 * @returns the median processor time of one check in microseconds
 */
export async function schema(): Promise<BenchResult[]> {
  return OBJECTS.map((object): BenchResult => {
    const compiled = CompiledSchema.compile(structureOf(object.apiVersion, object.kind)!);
    const found = compiled.check(object);
    if (found.length > 0) throw new Error(`the ${object.kind} of the benchmark is wrong: ${JSON.stringify(found[0])}`);
    timeOf(compiled, object, WARM_UP);
    const times = Array.from({ length: ROUNDS }, () => timeOf(compiled, object, CHECKS_PER_ROUND) / CHECKS_PER_ROUND).sort((a, b) => a - b);
    const value = times[Math.floor(ROUNDS / 2)];
    return { name: `schema check, ${object.kind} of ${JSON.stringify(object).length} bytes`, value, unit: 'us', limit: LIMIT, ok: value <= LIMIT };
  });
}

/** Time of the processor and not of the clock: on a busy machine the clock also counts waiting. */
function timeOf(compiled: CompiledSchema, object: object, checks: number): number {
  const start = process.cpuUsage();
  for (let i = 0; i < checks; i++) compiled.check(object);
  const { user, system } = process.cpuUsage(start);
  return user + system;
}

const EXTERNAL = [{ name: 'cloud-provider', value: 'external' }];
const NODE = { nodeRegistration: { name: '{{ ds.meta_data.local_hostname }}', kubeletExtraArgs: EXTERNAL } };

const OBJECTS = [{
  apiVersion: 'cluster.x-k8s.io/v1beta2',
  kind: 'Cluster',
  metadata: { name: 'prod-us-east', namespace: 'default', labels: { 'topology.example.com/region': 'us-east-1' } },
  spec: {
    clusterNetwork: { pods: { cidrBlocks: ['10.16.0.0/16'] }, services: { cidrBlocks: ['10.17.0.0/20'] }, serviceDomain: 'cluster.local', apiServerPort: 6443 },
    controlPlaneRef: { apiGroup: 'controlplane.cluster.x-k8s.io', kind: 'KubeadmControlPlane', name: 'prod-us-east-control-plane' },
    infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'AWSCluster', name: 'prod-us-east' },
  },
}, {
  apiVersion: 'controlplane.cluster.x-k8s.io/v1beta2',
  kind: 'KubeadmControlPlane',
  metadata: { name: 'prod-us-east-control-plane', namespace: 'default', labels: { 'cluster.x-k8s.io/cluster-name': 'prod-us-east' } },
  spec: {
    replicas: 3,
    version: 'v1.34.1',
    machineTemplate: {
      spec: {
        infrastructureRef: { apiGroup: 'infrastructure.cluster.x-k8s.io', kind: 'AWSMachineTemplate', name: 'prod-us-east-control-plane-1a2b3c4d' },
        deletion: { nodeDrainTimeoutSeconds: 600 },
      },
    },
    rollout: { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } },
    kubeadmConfigSpec: {
      clusterConfiguration: {
        apiServer: { extraArgs: [...EXTERNAL, { name: 'audit-log-path', value: '/var/log/audit.log' }], certSANs: ['api.prod-us-east.example.com'] },
        controllerManager: { extraArgs: EXTERNAL },
      },
      initConfiguration: NODE,
      joinConfiguration: NODE,
      files: [{ path: '/etc/kubernetes/audit.yaml', owner: 'root:root', permissions: '0600', content: 'apiVersion: audit.k8s.io/v1\nkind: Policy\n' }],
      preKubeadmCommands: ['systemctl enable --now audit-forwarder', 'sysctl --system'],
    },
  },
}];
