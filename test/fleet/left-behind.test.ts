import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ApiObject, Testing } from 'cdk8s';
import { recording } from './deliveries';
import { Member, newFleet } from './members';
import { FleetApp, IDelivery, Lock } from '../../lib';

/** Leaves each ConfigMap that is called so behind. */
const keeping = (reason = 'it has an owner') => recording({ leavesBehind: ({ kind, metadata }) => (kind === 'ConfigMap' && metadata.name.startsWith('kept') ? reason : undefined) });

// A synth prints its findings and sets the exit code.
beforeEach(() => { jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
});

/** A lock, and programs that use it one after the other. */
const program = () => {
  const lock = Lock.memory();
  return (delivery: IDelivery | undefined, names: readonly string[], { members = ['eu'], unit = undefined as string | undefined } = {}) => {
    const app = new FleetApp({ outdir: Testing.app().outdir });
    const fleet = newFleet(app, { lock, delivery });
    members.forEach(name => new Member(fleet, name, { claims: [{ type: 'served-kinds', kinds: ['example.com'] }] }));
    for (const name of members.length === 0 ? [] : names) {
      const namespace = name.includes('-in-') ? 'apps' : undefined;
      // Of two groups, which differ in nothing else.
      new ApiObject(fleet.chartOf('eu', unit), name, {
        apiVersion: name.endsWith('2') ? 'example.com/v1' : 'v1', kind: 'ConfigMap', metadata: { name: name.replace('2', ''), namespace },
      });
    }
    const findings = app.check();
    process.exitCode = undefined;
    app.synth();
    // The lock has taken everything, where nothing was wrong before.
    expect(process.exitCode).toBe(findings.some(({ severity }) => severity === 'error') ? 1 : undefined);
    return findings.map(({ code, severity, clusters, paths, message }) => ({ code, severity, clusters, paths, message }));
  };
};

describe('an object that no controller deletes', () => {
  test('is reported by the synth that removes it, and by none after that', () => {
    const synth = program();
    expect(synth(keeping(), ['kept', 'kept-in-apps', 'free'])).toEqual([]);
    expect(synth(keeping(), [])).toEqual([
      {
        code: 'left-behind', severity: 'warning', clusters: ['eu'], paths: ['acme/eu'],
        message: 'eu: ConfigMap apps/kept-in-apps left the program and stays in the cluster, because it has an owner; once nothing needs it, run'
          + ' `kubectl delete configmap kept-in-apps --namespace apps` there',
      },
      {
        code: 'left-behind', severity: 'warning', clusters: ['eu'], paths: ['acme/eu'],
        message: 'eu: ConfigMap kept left the program and stays in the cluster, because it has an owner; once nothing needs it, run'
          + ' `kubectl delete configmap kept` there',
      },
    ]);
    expect(synth(keeping(), [])).toEqual([]);
  });

  test('is not reported while it is in the program, with another reason too', () => {
    const synth = program();
    synth(keeping(), ['kept']);
    expect(synth(keeping('something else'), ['kept'])).toEqual([]);
  });

  test('is not reported when another delivery, or none, takes over what is still in the program', () => {
    for (const next of [recording(), undefined]) {
      const synth = program();
      synth(keeping(), ['kept']);
      expect(synth(next, ['kept'])).toEqual([]);
      expect(synth(next, [])).toEqual([]);
    }
  });

  test('is reported when it goes in the step in which the delivery changes', () => {
    const synth = program();
    synth(keeping(), ['kept']);
    expect(synth(undefined, []).map(({ message }) => message)).toEqual([
      'eu: ConfigMap kept left the program and stays in the cluster, because it has an owner; once nothing needs it, run `kubectl delete configmap kept` there',
    ]);
  });

  test('is not reported when its cluster is gone, of which another rule speaks', () => {
    const synth = program();
    synth(keeping(), ['kept']);
    expect(synth(keeping(), [], { members: [] }).map(({ code }) => code)).toEqual(['member-disappeared']);
  });

  test('is none in a folder that is not delivered', () => {
    const synth = program();
    synth(keeping(), ['kept'], { unit: 'restore' });
    expect(synth(keeping(), [])).toEqual([]);
  });

  test('is known by its group too, and reported in the form that kubectl takes', () => {
    const synth = program();
    synth(keeping(), ['kept-in-apps', 'kept-in-apps2']);
    expect(synth(keeping(), ['kept-in-apps']).map(({ message }) => message)).toEqual([
      'eu: ConfigMap.example.com apps/kept-in-apps left the program and stays in the cluster, because it has an owner; once nothing needs it, run'
      + ' `kubectl delete configmap.example.com kept-in-apps --namespace apps` there',
    ]);
  });
});
