import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { fleetWith, Manifest } from './infrastructure-contract';
import { Aws, Lock } from '../../lib';

/** Seven objects as people write them by hand from the template of Cluster API Provider AWS, with the defaults of the webhooks filled in. */
const HAND_WRITTEN = `
apiVersion: cluster.x-k8s.io/v1beta2
kind: Cluster
metadata: {name: payments, namespace: default}
spec:
  clusterNetwork:
    pods: {cidrBlocks: [192.168.0.0/16]}
    services: {cidrBlocks: [172.16.0.0/20]}
    serviceDomain: cluster.local
  controlPlaneRef: {apiGroup: controlplane.cluster.x-k8s.io, kind: KubeadmControlPlane, name: payments-cp}
  infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: AWSCluster, name: payments-aws}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSCluster
metadata: {name: payments-aws, namespace: default}
spec:
  region: us-east-1
  sshKeyName: ops
  identityRef: {kind: AWSClusterControllerIdentity, name: default}
  controlPlaneLoadBalancer: {loadBalancerType: nlb, healthCheckProtocol: HTTPS, scheme: internet-facing}
  network:
    vpc: {cidrBlock: 10.50.0.0/16}
---
apiVersion: controlplane.cluster.x-k8s.io/v1beta2
kind: KubeadmControlPlane
metadata: {name: payments-cp, namespace: default}
spec:
  replicas: 3
  version: v1.34.1
  rollout: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}
  machineTemplate:
    spec:
      infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: AWSMachineTemplate, name: payments-cp-2024}
  kubeadmConfigSpec:
    clusterConfiguration:
      controllerManager: {extraArgs: [{name: cloud-provider, value: external}]}
    initConfiguration:
      nodeRegistration: {name: '{{ ds.meta_data.local_hostname }}', kubeletExtraArgs: [{name: cloud-provider, value: external}]}
    joinConfiguration:
      nodeRegistration: {name: '{{ ds.meta_data.local_hostname }}', kubeletExtraArgs: [{name: cloud-provider, value: external}]}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata: {name: payments-cp-2024, namespace: default}
spec:
  template:
    spec:
      instanceType: t3.large
      iamInstanceProfile: control-plane.cluster-api-provider-aws.sigs.k8s.io
      sshKeyName: ops
      instanceMetadataOptions: {httpTokens: optional, httpPutResponseHopLimit: 1}
---
apiVersion: cluster.x-k8s.io/v1beta2
kind: MachineDeployment
metadata: {name: payments-md-0, namespace: default}
spec:
  clusterName: payments
  replicas: 5
  rollout: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}}
  selector: {matchLabels: {cluster.x-k8s.io/cluster-name: payments, cluster.x-k8s.io/deployment-name: payments-md-0}}
  template:
    metadata: {labels: {cluster.x-k8s.io/cluster-name: payments, cluster.x-k8s.io/deployment-name: payments-md-0}}
    spec:
      clusterName: payments
      version: v1.34.1
      bootstrap: {configRef: {apiGroup: bootstrap.cluster.x-k8s.io, kind: KubeadmConfigTemplate, name: payments-md-0}}
      infrastructureRef: {apiGroup: infrastructure.cluster.x-k8s.io, kind: AWSMachineTemplate, name: payments-md-0-large}
---
apiVersion: infrastructure.cluster.x-k8s.io/v1beta2
kind: AWSMachineTemplate
metadata: {name: payments-md-0-large, namespace: default}
spec:
  template:
    spec:
      instanceType: t3.xlarge
      ami: {id: ami-0123456789abcdef0}
      iamInstanceProfile: nodes.cluster-api-provider-aws.sigs.k8s.io
      sshKeyName: ops
      instanceMetadataOptions: {httpTokens: optional, httpPutResponseHopLimit: 1}
---
apiVersion: bootstrap.cluster.x-k8s.io/v1beta2
kind: KubeadmConfigTemplate
metadata: {name: payments-md-0, namespace: default}
spec:
  template:
    spec:
      joinConfiguration:
        nodeRegistration: {name: '{{ ds.meta_data.local_hostname }}', kubeletExtraArgs: [{name: cloud-provider, value: external}]}
`;

const handWritten = (): Manifest[] => parseAllDocuments(HAND_WRITTEN).map(document => document.toJSON());

function adopt(options: { instanceType?: string; lock?: ReturnType<typeof Lock.memory> } = {}) {
  const instanceMetadata = { httpTokens: 'optional', hopLimit: 1 } as const;
  return fleetWith({
    name: 'payments', namespace: 'default',
    infrastructure: Aws.ec2({ region: 'us-east-1', sshKeyName: 'ops', infrastructureName: 'payments-aws' }),
    network: { pods: '192.168.0.0/16', services: '172.16.0.0/20', nodes: '10.50.0.0/16' },
    networkPlugin: false, cloudController: false, storage: false,
    controlPlane: {
      machine: { instanceType: 't3.large', instanceMetadata }, healthCheck: false,
      names: { controlPlane: 'payments-cp', machineTemplate: 'payments-cp-2024' },
    },
    pools: {
      'md-0': {
        replicas: 5, healthCheck: false, machine: { instanceType: options.instanceType ?? 't3.xlarge', ami: 'ami-0123456789abcdef0', instanceMetadata },
        names: { machineDeployment: 'payments-md-0', machineTemplate: 'payments-md-0-large', bootstrapTemplate: 'payments-md-0' },
      },
    },
  }, options.lock);
}

const sorted = (objects: readonly Manifest[]) => [...objects].sort((a, b) => (`${a.kind}/${a.metadata.name}` < `${b.kind}/${b.metadata.name}` ? -1 : 1));
const bare = (objects: readonly Manifest[]) => sorted(objects).map(({ apiVersion, kind, metadata: { name, namespace }, spec }) =>
  ({ apiVersion, kind, name, namespace, spec }));

describe('a cluster made from hand-written YAML', () => {
  test('is adopted with the same seven objects: same names, equal specs, no template more', () => {
    const { fleet, objects } = adopt();
    expect(fleet.check()).toEqual([]);
    expect(bare(objects())).toEqual(bare(handWritten()));
  });

  test('gets a new template, and only that, when the spec of a pinned one changes after it was recorded', () => {
    const lock = Lock.memory();
    const first = adopt({ lock });
    // What a synth without findings records.
    lock.commit('acme', lock.read('acme'), first.fleet.templates().map(t => ({ owner: t.cluster, fact: `template/${t.role}`, value: t.hash })));
    expect(bare(adopt({ lock }).objects())).toEqual(bare(handWritten()));

    const changed = adopt({ lock, instanceType: 't3.2xlarge' }).objects();
    const names = (objects: readonly Manifest[]) => objects.map(o => `${o.kind}/${o.metadata.name}`);
    expect(names(changed).filter(n => !names(handWritten()).includes(n))).toEqual([expect.stringMatching(/^AWSMachineTemplate\/payments-md-0-[0-9a-f]{8}$/)]);
    const template = changed.find(o => o.kind === 'AWSMachineTemplate' && o.spec.template.spec.instanceType === 't3.2xlarge')!;
    expect(changed.find(o => o.kind === 'MachineDeployment')!.spec.template.spec.infrastructureRef.name).toBe(template.metadata.name);
  });

  test('gets its pinned name back when the change is undone', () => {
    const lock = Lock.memory();
    lock.commit('acme', lock.read('acme'), adopt({ lock }).fleet.templates().map(t => ({ owner: t.cluster, fact: `template/${t.role}`, value: t.hash })));
    lock.commit('acme', lock.read('acme'), adopt({ lock, instanceType: 't3.2xlarge' }).fleet.templates().map(t => ({ owner: t.cluster, fact: `template/${t.role}`, value: t.hash })));
    expect(bare(adopt({ lock }).objects())).toEqual(bare(handWritten()));
  });

  test('may share a template between pools, which stays one object', () => {
    const pool = (machine: object) => ({ replicas: 1, machine: { instanceType: 't3.large', ...machine }, names: { machineTemplate: 'shared', bootstrapTemplate: 'config' } });
    const make = (...machines: object[]) => fleetWith({
      infrastructure: Aws.ec2({ region: 'us-east-1' }), networkPlugin: false,
      controlPlane: { machine: { instanceType: 't3.large' } }, pools: Object.fromEntries(machines.map((machine, i) => [`p${i}`, pool(machine)])),
    });
    const { fleet, objects } = make({}, {});
    expect(fleet.check()).toEqual([]);
    expect(objects().filter(o => o.metadata.name === 'shared' || o.metadata.name === 'config').map(o => o.kind)).toEqual(['AWSMachineTemplate', 'KubeadmConfigTemplate']);
    expect(objects().filter(o => o.kind === 'MachineDeployment').map(o => o.spec.template.spec.infrastructureRef.name)).toEqual(['shared', 'shared']);
    expect(() => make({}, { instanceType: 't3.small' }))
      .toThrow("acme/one: pools.p1.names: AWSMachineTemplate 'shared' is also the template of p0 machines, with another spec; give it another name or the same spec");
  });
});
