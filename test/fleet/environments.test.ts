import { describe, expect, test } from '@jest/globals';
import { dockerMember, Environment, environment, EnvironmentProps, linesOf } from './across-fleets/environment';
import { Delivery, FleetApp, HubPlatform, ILock, Lock } from '../../lib';
import { newApp, written } from '../hub/programs';

const ENVIRONMENTS = ['dev', 'stage', 'prod'];
const ACCOUNTS: Readonly<Record<string, string>> = { dev: '111111111111', stage: '222222222222', prod: '333333333333' };
const REPOSITORY = 'https://git.example.com/platform/fleet.git';

/** All environments of a program, each in an account of its own. */
function program(
  props: Readonly<Record<string, EnvironmentProps>> = {}, { ids = ENVIRONMENTS, lock = Lock.memory() as ILock, more }: {
    readonly ids?: readonly string[]; readonly lock?: ILock; readonly more?: (environments: Readonly<Record<string, Environment>>) => void;
  } = {},
): FleetApp {
  const app = newApp();
  const made = Object.fromEntries(ids.map(id => {
    const one = environment(app, id, { ec2: { account: ACCOUNTS[id] }, lock, delivery: Delivery.argoCd({ repoUrl: REPOSITORY }), ...props[id] });
    new HubPlatform(one.fleet, 'platform');
    return [id, one];
  }));
  more?.(made);
  return app;
}

const factsOf = (lock: ILock, id: string) => lock.read(id).facts.map(({ owner, fact, value }) => `${owner} ${fact} ${value}`);

describe('environments of one program', () => {
  test('have folders and lines of the lock of their own, with the same names in each', () => {
    const lock = Lock.memory();
    const tree = written(program({}, { lock }));
    const filesOf = (id: string) => Object.keys(tree).filter(path => path.startsWith(`${id}/`)).map(path => path.slice(id.length + 1));
    expect(Object.keys(tree).filter(path => !ENVIRONMENTS.includes(path.split('/')[0]))).toEqual([]);
    expect(filesOf('dev')).toEqual(expect.arrayContaining(['_secrets.md', 'eu/00-namespaces-and-crds.yaml', 'hub/eu.yaml', 'hub.50-gitops/argo-cd.yaml']));
    expect(filesOf('stage')).toEqual(filesOf('dev'));
    expect(filesOf('prod')).toEqual(filesOf('dev'));
    expect(factsOf(lock, 'dev')).toContain('eu range/pods 10.1.0.0/16');
    const named = (id: string) => factsOf(lock, id).map(line => line.replaceAll(id, '<fleet>').replaceAll(ACCOUNTS[id], '<account>'));
    expect(named('stage')).toEqual(named('dev'));
    expect(named('prod')).toEqual(named('dev'));
  });

  test('pass without a finding, though they use the same addresses', () => {
    expect(linesOf(program())).toEqual([]);
  });

  test('are what they are, whatever the order of the program', () => {
    const first = written(program());
    expect(written(program({}, { ids: ['prod', 'dev', 'stage'] }))).toEqual(first);
  });

  test.each<[string, EnvironmentProps, ((dev: Environment) => void) | undefined]>([
    ['another machine', { instanceType: 'm6i.xlarge' }, undefined],
    ['another version', { version: '1.34.2' }, undefined],
    ['another member', {}, ({ fleet }) => dockerMember(fleet, 'us')],
    ['another delivery', { delivery: Delivery.flux({ url: REPOSITORY }) }, undefined],
  ])('%s in dev changes no byte of the others, and none of their lines in the lock', (_, change, more) => {
    const [before, after] = [Lock.memory(), Lock.memory()];
    const first = written(program({}, { lock: before }));
    const props = { dev: { ec2: { account: ACCOUNTS.dev }, ...change } };
    const second = written(program(props, { lock: after, more: more && (({ dev }) => more(dev)) }));
    expect(process.exitCode).toBeUndefined();
    const outside = (tree: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(tree).filter(([path]) => !path.startsWith('dev/')));
    expect(outside(second)).toEqual(outside(first));
    expect(second).not.toEqual(first);
    ['stage', 'prod'].forEach(id => expect(factsOf(after, id)).toEqual(factsOf(before, id)));
    expect(factsOf(after, 'dev')).not.toEqual(factsOf(before, 'dev'));
  });

  test('change nothing in each other when one comes or goes', () => {
    const [two, three] = [program({}, { ids: ['dev', 'prod'] }), program()].map(written);
    for (const [path, text] of Object.entries(two)) {
      expect([path, three[path]]).toEqual([path, text]);
    }
  });
});
