import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Docker, DockerMachine, KubeadmPoolProps, Lock } from '../../../lib';
import { fleetWith, Manifest } from '../infrastructure-contract';

type Pool = KubeadmPoolProps<DockerMachine>;
const make = (pool: Partial<Pool>, name = 'workers') => fleetWith({
  infrastructure: Docker.dev({ failureDomains: ['a', 'b', 'c'] }), controlPlane: { machine: {} }, pools: { [name]: { machine: {}, ...pool } as Pool },
});
const deployments = (pool: Partial<Pool>) => make(pool).objects().filter(o => o.kind === 'MachineDeployment');
const MIN = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-min-size';
const MAX = 'cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size';

describe('a kubeadm pool', () => {
  test('writes the number of machines when it is fixed, and leaves it to the autoscaler when not', () => {
    const [fixed] = deployments({ replicas: 3 });
    expect([fixed.spec.replicas, fixed.metadata.annotations?.[MIN]]).toEqual([3, undefined]);
    const [scaled] = deployments({ autoscaling: { min: 0, max: 7 } });
    expect(['replicas' in scaled.spec, scaled.metadata.annotations![MIN], scaled.metadata.annotations![MAX]]).toEqual([false, '0', '7']);
  });

  test('is one MachineDeployment for each failure domain, on the same templates', () => {
    const result = deployments({ replicas: 5, failureDomains: ['a', 'b', 'c'] });
    expect(result.map(d => [d.metadata.name, d.spec.template.spec.failureDomain, d.spec.replicas]))
      .toEqual([['one-workers-a', 'a', 2], ['one-workers-b', 'b', 2], ['one-workers-c', 'c', 1]]);
    expect(new Set(result.map(d => d.spec.template.spec.infrastructureRef.name)).size).toBe(1);
    expect(new Set(result.map(d => d.spec.template.spec.bootstrap.configRef.name)).size).toBe(1);
  });

  test('divides machines over failure domains so that none is lost and none has two more than another', () => {
    const upTo = (max: number, from = 0) => fc.integer({ min: from, max });
    fc.assert(fc.property(upTo(40), upTo(20), upTo(20, 3), (replicas, min, more) => {
      const fixed = deployments({ replicas, failureDomains: ['a', 'b', 'c'] }).map(d => d.spec.replicas as number);
      expect(fixed.reduce((a, b) => a + b)).toBe(replicas);
      expect(Math.max(...fixed) - Math.min(...fixed)).toBeLessThanOrEqual(1);
      const scaled = deployments({ autoscaling: { min, max: min + more }, failureDomains: ['a', 'b', 'c'] });
      const sum = (annotation: string) => scaled.map(d => Number(d.metadata.annotations![annotation])).reduce((a, b) => a + b);
      expect([sum(MIN), sum(MAX)]).toEqual([min, min + more]);
    }), { numRuns: 20 });
  });

  test('selects exactly its own machines, and so does its health check', () => {
    const objects = make({ replicas: 2, failureDomains: ['a', 'b'] }).objects();
    const matches = (labels: Record<string, string>, machine: Manifest['metadata']['labels']) => Object.entries(labels).every(([k, v]) => machine![k] === v);
    const machines = objects.filter(o => o.kind === 'MachineDeployment').map(o => o.spec.template.metadata.labels);
    for (const selecting of [objects.filter(o => o.kind === 'MachineDeployment'), objects.filter(o => o.kind === 'MachineHealthCheck' && o.metadata.name !== 'one-control-plane')]) {
      expect(selecting.map(o => machines.filter(m => matches(o.spec.selector.matchLabels, m)).length)).toEqual([1, 1]);
    }
  });

  test('labels and taints nodes through the kubelet, and has a version of its own', () => {
    const objects = make({ replicas: 1, version: '1.33.4', nodeLabels: { b: '2', a: '1' }, taints: [{ key: 'x', value: 'y', effect: 'NoSchedule' }], kubeletArgs: { 'max-pods': '60' } }).objects();
    expect(objects.find(o => o.kind === 'KubeadmConfigTemplate')!.spec.template.spec.joinConfiguration.nodeRegistration).toEqual({
      kubeletExtraArgs: [{ name: 'max-pods', value: '60' }, { name: 'node-labels', value: 'a=1,b=2' }], taints: [{ key: 'x', value: 'y', effect: 'NoSchedule' }],
    });
    expect(objects.find(o => o.kind === 'MachineDeployment')!.spec.template.spec.version).toBe('v1.33.4');
  });

  test('tells the autoscaler the labels and taints of nodes that are not there yet', () => {
    const nodeLabels = { b: '2', a: '1' };
    const taints = [{ key: 'x', value: 'y', effect: 'NoSchedule' }, { key: 'z', effect: 'NoExecute' }] as const;
    const capacity = (pool: Partial<Pool>) => Object.entries(deployments(pool)[0].metadata.annotations ?? {}).filter(([key]) => key.startsWith('capacity.'));
    expect(capacity({ autoscaling: { min: 0, max: 2 }, nodeLabels, taints })).toEqual([
      ['capacity.cluster-autoscaler.kubernetes.io/labels', 'a=1,b=2'], ['capacity.cluster-autoscaler.kubernetes.io/taints', 'x=y:NoSchedule,z=:NoExecute'],
    ]);
    expect(capacity({ autoscaling: { min: 0, max: 2 } })).toEqual([]);
    expect(capacity({ replicas: 1, nodeLabels, taints })).toEqual([]);
  });

  test('sets labels of Kubernetes that kubelets may set', () => {
    const nodeLabels = { 'node.kubernetes.io/pool': 'a', 'team.node.kubernetes.io/x': 'b', 'topology.kubernetes.io/zone': 'z', 'example.com/kubernetes.io': 'c' };
    const template = make({ replicas: 1, nodeLabels }).objects().find(o => o.kind === 'KubeadmConfigTemplate')!.spec.template.spec;
    expect(template.joinConfiguration.nodeRegistration.kubeletExtraArgs[0].value)
      .toBe('example.com/kubernetes.io=c,node.kubernetes.io/pool=a,team.node.kubernetes.io/x=b,topology.kubernetes.io/zone=z');
  });

  test.each<[string, Partial<Pool>, (number | string)[]]>([
    ['a percentage of many machines', { replicas: 3 }, ['40%']],
    ['one of two, of which 40 % are none', { replicas: 2 }, [1]],
    ['what each failure domain has', { replicas: 5, failureDomains: ['a', 'b'] }, ['40%', 1]],
    ['what the autoscaler may make', { autoscaling: { min: 0, max: 3 } }, ['40%']],
  ])('replaces broken machines as long as they are few: %s', (_, pool, expected) => {
    const checks = make(pool).objects().filter(o => o.kind === 'MachineHealthCheck' && o.metadata.name !== 'one-control-plane');
    expect(checks.map(o => o.spec.remediation.triggerIf.unhealthyLessThanOrEqualTo)).toEqual(expected);
  });

  test('rolls as it is told, one machine more and none less by default', () => {
    const rolling = (pool: Partial<Pool>) => deployments({ replicas: 4, ...pool })[0].spec.rollout.strategy;
    expect(rolling({})).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } });
    expect(rolling({ maxSurge: 0, maxUnavailable: '25%' })).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } });
  });

  test('gives nodes as long to drain as it is told', () => {
    const machine = (pool: Partial<Pool>) => deployments({ replicas: 1, ...pool })[0].spec.template.spec;
    expect(machine({ nodeDrainTimeoutSeconds: 60 }).deletion).toEqual({ nodeDrainTimeoutSeconds: 60 });
    expect(machine({})).not.toHaveProperty('deletion');
  });

  test('renames only the bootstrap template when only that changes', () => {
    const names = (objects: Manifest[]) => objects.map(o => `${o.kind}/${o.metadata.name}`);
    const [before, after] = [names(make({ replicas: 1 }).objects()), names(make({ replicas: 1, nodeLabels: { a: '1' } }).objects())];
    expect(after.filter(n => !before.includes(n))).toEqual([expect.stringMatching(/^KubeadmConfigTemplate\/one-workers-[0-9a-f]{8}$/)]);
  });

  test('tells the model how many machines it can have, surge included', () => {
    const group = (pool: Partial<Pool>) => make(pool).fleet.settle().clusters.find(c => c.name === 'one')!.nodeGroups.find(g => g.name === 'workers')!;
    expect(group({ replicas: 5 })).toMatchObject({ largest: 5, surge: 1 });
    expect(group({ autoscaling: { min: 1, max: 9 }, maxSurge: '50%' })).toMatchObject({ largest: 9, surge: 5 });
    expect(group({ replicas: 5, failureDomains: ['a', 'b', 'c'] })).toMatchObject({ largest: 5, surge: 3, deployments: ['one-workers-a', 'one-workers-b', 'one-workers-c'] });
  });

  test.each<[string, Partial<Pool>, string]>([
    ['neither replicas nor autoscaling', {}, 'acme/one: pools.workers: give either replicas (a fixed number) or autoscaling (limits)'],
    ['both', { replicas: 1, autoscaling: { min: 1, max: 2 } }, 'give either replicas'],
    ['half a machine', { replicas: 1.5 }, 'acme/one: pools.workers.replicas: write a whole number of machines, got 1.5'],
    ['limits the wrong way round', { autoscaling: { min: 3, max: 2 } }, 'acme/one: pools.workers.autoscaling: min 3 must not be more than max 2'],
    ['fewer machines than domains', { autoscaling: { min: 0, max: 2 }, failureDomains: ['a', 'b', 'c'] }, 'autoscaling.max: 2 machines cannot be spread over 3 failure domains; write 3 at least'],
    ['a rollout that cannot move', { replicas: 1, maxSurge: 0 }, 'acme/one: pools.workers: maxSurge and maxUnavailable are both 0'],
    ['an empty list of domains', { replicas: 1, failureDomains: [] }, 'write distinct ones of a, b, c, got an empty list'],
    ['a domain twice', { replicas: 1, failureDomains: ['a', 'a'] }, 'write distinct ones of a, b, c, got a, a'],
    ['names for several domains', { replicas: 2, failureDomains: ['a', 'b'], names: { machineDeployment: 'x' } }, 'acme/one: pools.workers.names: 2 failure domains make as many MachineDeployments'],
    ['a label that kubelets may not set', { replicas: 1, nodeLabels: { 'node-role.kubernetes.io/worker': '' } },
      "acme/one: pools.workers.nodeLabels: a kubelet refuses to start with 'node-role.kubernetes.io/worker', which belongs to Kubernetes"],
    ['a label that is none', { replicas: 1, nodeLabels: { team: 'a,b' } }, "acme/one: pools.workers.nodeLabels: 'team=a,b' is no label"],
    ['a command that cloud-init would swallow', { replicas: 1, preKubeadmCommands: ['echo ok', 'test ${#NAME} -gt 3'] },
      "acme/one: pools.workers: cloud-init takes '{#' as the beginning of a Jinja comment, got 'test ${#NAME} -gt 3'"],
    ['a version that is none', { replicas: 1, version: '1.33' }, "acme/one: pools.workers.version: write a full Kubernetes version like '1.34.1', got '1.33'"],
  ])('fails on %s', (_, pool, message) => {
    expect(() => make(pool)).toThrow(message);
  });

  test.each(['Workers', 'a_b', 'control-plane', '-a', ''])('fails on the name %p', name => {
    expect(() => make({ replicas: 1 }, name)).toThrow(`acme/one: pools: '${name}' becomes part of object names`);
  });

  test('fails the synth when workers are newer than the control plane', () => {
    expect(make({ replicas: 1, version: '1.35.0' }).fleet.check().map(f => f.code)).toContain('version-skew');
  });
});

describe('labels that another construct needs on the nodes of a pool', () => {
  type Props = Parameters<typeof fleetWith<any, Pool>>[0];
  type Claimed = Readonly<Record<string, Readonly<Record<string, string>>>>;
  const GATEWAY = { 'submariner.io/gateway': 'true' };
  /** Two pools, and what others claim for the nodes of pools. */
  const claimed = (pool: Partial<Pool>, claims: Claimed, other: Partial<Pool> = {}, lock = Lock.memory()) => {
    const fixture = fleetWith({
      infrastructure: Docker.dev(), controlPlane: { machine: {} },
      pools: { workers: { replicas: 1, machine: {}, ...pool } as Pool, gateways: { replicas: 1, machine: {}, ...other } as Pool },
    } as Props, lock);
    Object.entries(claims).forEach(([name, labels]) => fixture.fleet.claim({ type: 'node-labels', cluster: 'one', path: 'acme/mesh', pool: name, labels }));
    return fixture;
  };
  const configs = (objects: readonly Manifest[]) => objects.filter(o => o.kind === 'KubeadmConfigTemplate');
  const flags = ({ spec }: Manifest) => (spec.template.spec.joinConfiguration?.nodeRegistration.kubeletExtraArgs ?? []).map(({ name, value }: any) => `${name}=${value}`);
  const codes = (fixture: ReturnType<typeof claimed>) => fixture.fleet.check().map(({ code, message }) => [code, message]);

  test('are a flag of its kubelets', () => {
    const fixture = claimed({}, { gateways: { ...GATEWAY, a: '1' } });
    expect(Object.fromEntries(configs(fixture.objects()).map(o => [o.metadata.name.replace(/-[0-9a-f]{8}$/, ''), flags(o)]))).toEqual({
      'one-workers': [], 'one-gateways': ['node-labels=a=1,submariner.io/gateway=true'],
    });
    expect(fixture.fleet.check()).toEqual([]);
  });

  test('join those of the pool itself, and its other flags', () => {
    const pool: Partial<Pool> = { nodeLabels: { team: 'net' }, kubeletArgs: { 'max-pods': '60' } };
    const [workers] = configs(claimed(pool, { workers: GATEWAY }).objects());
    expect(flags(workers)).toEqual(['max-pods=60', 'node-labels=submariner.io/gateway=true,team=net']);
    expect(configs(claimed({ ...pool, nodeLabels: { team: 'net', ...GATEWAY } }, {}).objects())[0]).toEqual(workers);
    expect(configs(claimed({ ...pool, nodeLabels: { ...GATEWAY, team: 'net' } }, { workers: GATEWAY }).objects())[0]).toEqual(workers);
  });

  test('change the template with its name, the reference to it, and nothing else', () => {
    const [before, after] = [claimed({}, {}).objects(), claimed({}, { gateways: GATEWAY }).objects()];
    const changed = after.filter((object, i) => JSON.stringify(object) !== JSON.stringify(before[i]));
    expect(changed.map(o => `${o.kind}/${o.metadata.name}`).sort()).toEqual([
      expect.stringMatching(/^KubeadmConfigTemplate\/one-gateways-[0-9a-f]{8}$/), 'MachineDeployment/one-gateways',
    ]);
    const template = changed.find(o => o.kind === 'KubeadmConfigTemplate')!;
    const deployment = changed.find(o => o.kind === 'MachineDeployment')!;
    const old = before.find(o => o.kind === 'MachineDeployment' && o.metadata.name === 'one-gateways')!;
    expect(deployment.spec.template.spec.bootstrap.configRef.name).toBe(template.metadata.name);
    expect(old.spec.template.spec.bootstrap.configRef.name).not.toBe(template.metadata.name);
    const { bootstrap, ...machines } = deployment.spec.template.spec;
    const other = { ...machines, bootstrap: { configRef: { ...bootstrap.configRef, name: expect.any(String) } } };
    expect(old).toEqual({ ...deployment, spec: { ...deployment.spec, template: { ...deployment.spec.template, spec: other } } });
  });

  test('are none where nobody needs any: then a pool is what it has always been', () => {
    const [plain, ...others] = configs(make({ replicas: 1 }).objects());
    expect(others).toEqual([]);
    expect([plain.metadata.name, plain.spec]).toEqual(['one-workers-f07f38a0', { template: { spec: { format: 'cloud-config' } } }]);
    expect(configs(claimed({}, { workers: {} }).objects()).map(o => o.metadata.name)).toEqual(['one-workers-f07f38a0', 'one-gateways-f07f38a0']);
  });

  test('are a finding where the pool says another value', () => {
    expect(codes(claimed({ nodeLabels: { 'submariner.io/gateway': 'false', 'team': 'net' } }, { workers: GATEWAY }))).toEqual([[
      'conflicting-claims',
      'label submariner.io/gateway of nodes of pool workers of one: acme/mesh says true and acme/one says false: make them agree, or remove one',
    ]]);
  });

  test('are a finding for a pool that does not exist', () => {
    expect(codes(claimed({}, { gateway: GATEWAY }))).toEqual([[
      'unknown-pool',
      "one: nodes of pool 'gateway' are to have submariner.io/gateway=true, and one has no such pool (did you mean 'gateways'?): name one of gateways, workers",
    ]]);
  });

  test('are a finding where a kubelet refuses them', () => {
    expect(codes(claimed({}, { workers: { 'node-role.kubernetes.io/gateway': '' } })).filter(([code]) => code === 'unrenderable-object').map(([, message]) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining("a kubelet refuses to start with 'node-role.kubernetes.io/gateway', which belongs to Kubernetes")]),
    );
  });

  describe('with a pinned bootstrap template', () => {
    const names = { bootstrapTemplate: 'config' };
    const record = (lock: ReturnType<typeof Lock.memory>, { fleet }: ReturnType<typeof claimed>) =>
      lock.commit('acme', lock.read('acme'), fleet.templates().map(({ cluster, role, hash }) => ({ owner: cluster, fact: `template/${role}`, value: hash })));
    const shared = "KubeadmConfigTemplate 'config' is also the template of workers bootstrap, with another spec; give it another name or the same spec";

    test('are in it from its first synth on', () => {
      const [config] = configs(claimed({ names }, { workers: GATEWAY }).objects());
      expect([config.metadata.name, flags(config)]).toEqual(['config', ['node-labels=submariner.io/gateway=true']]);
    });

    test('make a new one of it once it stands for another spec', () => {
      const lock = Lock.memory();
      record(lock, claimed({ names }, {}, {}, lock));
      expect(configs(claimed({ names }, {}, {}, lock).objects()).map(o => o.metadata.name)).toEqual(['config', 'one-gateways-f07f38a0']);
      expect(configs(claimed({ names }, { workers: GATEWAY }, {}, lock).objects()).map(o => o.metadata.name)).toEqual([
        expect.stringMatching(/^one-workers-[0-9a-f]{8}$/), 'one-gateways-f07f38a0',
      ]);
    });

    test('are in one that pools share, where all of them have the same', () => {
      for (const both of [false, true]) {
        const claims: Claimed = both ? { workers: GATEWAY, gateways: GATEWAY } : {};
        const fixture = claimed({ names }, claims, { names });
        expect(fixture.fleet.check()).toEqual([]);
        expect(configs(fixture.objects()).map(o => [o.metadata.name, flags(o)])).toEqual([
          ['config', both ? ['node-labels=submariner.io/gateway=true'] : []],
        ]);
      }
    });

    test('are the same in one that pools share, whatever the order in which they are said', () => {
      expect(codes(claimed({ names }, { workers: { a: '1', ...GATEWAY }, gateways: { ...GATEWAY, a: '1' } }, { names }))).toEqual([]);
    });

    test.each([['workers', 'submariner.io/gateway=true', 'none'], ['gateways', 'none', 'submariner.io/gateway=true']])(
      'are a finding for one that pools share, where only %s have them', (pool, first, second) => {
        expect(codes(claimed({ names }, { [pool]: GATEWAY }, { names }))).toEqual([['conflicting-claims',
          `KubeadmConfigTemplate 'config' of one is that of workers bootstrap with node labels ${first} and that of gateways bootstrap with node labels ${second}: `
          + 'give one of them another name']]);
      },
    );

    test('cannot hide that two pools are different by themselves', () => {
      expect(() => claimed({ names, nodeLabels: { a: '1' } }, {}, { names, nodeLabels: { a: '2' } })).toThrow(`acme/one: pools.gateways.names: ${shared}`);
      expect(() => claimed({ names, nodeLabels: GATEWAY }, { gateways: GATEWAY }, { names })).toThrow(`acme/one: pools.gateways.names: ${shared}`);
    });
  });
});
