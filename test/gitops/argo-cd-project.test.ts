import { describe, expect, test } from '@jest/globals';
import { JsonPatch } from 'cdk8s';
import { AppProject } from '../../imports/argo-cd';
import { ArgoCdProject, ArgoCdProjectProps } from '../../lib/gitops/argo-cd-project';
import { argoFleet, find, ofKind } from '../delivery/argo-cd/samples';
import { outputOf } from '../delivery/delivery-contract';
import { Member } from '../fleet/members';

const PROPS: ArgoCdProjectProps = { sourceRepos: ['https://github.com/acme/*'], namespaces: ['web', 'team-*'] };

function make(props: Partial<ArgoCdProjectProps> = {}, perCluster = false) {
  const fleet = argoFleet({ perCluster });
  const [eu, us] = [new Member(fleet, 'eu'), new Member(fleet, 'us')];
  return { fleet, eu, us, project: (more: Partial<ArgoCdProjectProps> = {}) => new ArgoCdProject(fleet, 'apps', { ...PROPS, ...props, ...more }) };
}

describe('a project', () => {
  test('permits all members and its namespaces, on the hub, clusters that come later too', () => {
    const { fleet, project } = make({ description: 'Web', roles: [{ name: 'dev', policies: ['p, proj:apps:dev, applications, sync, apps/*, allow'], groups: ['web'] }] });
    project();
    new Member(fleet, 'zz');
    const { on, metadata, spec } = find(fleet, 'AppProject', 'apps');
    expect([on, metadata]).toEqual(['hub', { name: 'apps', namespace: 'argocd' }]);
    expect(spec).toEqual({
      description: 'Web', sourceRepos: ['https://github.com/acme/*'],
      destinations: [{ name: '{eu,us,zz}', namespace: 'team-*' }, { name: '{eu,us,zz}', namespace: 'web' }],
      roles: [{ name: 'dev', policies: ['p, proj:apps:dev, applications, sync, apps/*, allow'], groups: ['web'] }],
      clusterResourceWhitelist: [{ group: '', kind: 'Namespace', name: 'web' }, { group: '', kind: 'Namespace', name: 'team-*' }],
    });
    expect(fleet.check()).toEqual([]);
  });

  test('permits the kinds without a namespace that the program names, and by itself no namespace that is excluded', () => {
    const whitelist = (props: Partial<ArgoCdProjectProps>) => {
      const { fleet, project } = make(props);
      project();
      return find(fleet, 'AppProject', 'apps').spec.clusterResourceWhitelist;
    };
    expect(whitelist({ clusterResourceWhitelist: [{ group: '*', kind: '*' }] })).toEqual([{ group: '*', kind: '*' }]);
    expect(whitelist({ namespaces: ['*', '!kube-system'] })).toEqual([{ group: '', kind: 'Namespace', name: '*' }]);
  });

  test('permits the clusters that are named, the hub among them, and further destinations', () => {
    const { fleet, eu, project } = make({ name: 'other', destinations: [{ server: 'https://1.2.3.4', namespace: 'x' }] });
    expect(project({ clusters: [eu, fleet.hub] }).name).toBe('other');
    expect(find(fleet, 'AppProject', 'other').spec.destinations).toEqual([
      { name: 'eu', namespace: 'team-*' }, { name: 'eu', namespace: 'web' },
      { server: 'https://kubernetes.default.svc', namespace: 'team-*' }, { server: 'https://kubernetes.default.svc', namespace: 'web' },
      { server: 'https://1.2.3.4', namespace: 'x' },
    ]);
  });

  test('can be patched, and the patch is checked', () => {
    const { fleet, project } = make();
    (project().node.defaultChild as AppProject).addJsonPatch(JsonPatch.add('/spec/clusters', ['eu']));
    expect(fleet.check().map(finding => finding.message)).toEqual([
      'hub: AppProject argocd/apps (acme--hub/apps/project): spec.clusters: unknown field, the API server would drop it without a word; write spec.destinations:'
      + ' [{ name: <cluster>, namespace: <namespace> }], an entry for each pair',
    ]);
  });

  test('lies on each of its clusters where they have an Argo CD of their own', () => {
    const { fleet, eu, us, project } = make({}, true);
    project({ clusters: [us, eu] });
    const projects = ofKind(outputOf(fleet), 'AppProject').filter(({ metadata }) => metadata.name === 'apps');
    expect(projects.map(({ on, spec }) => [on, spec.destinations])).toEqual(['eu', 'us'].map(on => [on, [
      { server: 'https://kubernetes.default.svc', namespace: 'team-*' }, { server: 'https://kubernetes.default.svc', namespace: 'web' },
    ]]));
    expect(fleet.check()).toEqual([]);
    expect(() => make({}, true).project()).toThrow('acme/apps: clusters is missing; every cluster has an Argo CD of its own, and the project is made on each that is named here');
  });

  test('is refused at the call for what Argo CD refuses, or reads otherwise than it looks', () => {
    const refused = (props: object) => expect(() => make(props).project());
    refused({ sourceRepos: undefined }).toThrow('acme/apps: sourceRepos is missing; write a list of texts that are not empty');
    refused({ clusters: ['eu'] }).toThrow('acme/apps: clusters: write a list of clusters that is not empty, got ["eu"]');
    refused({ clusters: [] }).toThrow('acme/apps: clusters: write a list of clusters that is not empty, got []');
    refused({ roles: [{ name: 'dev', policies: ['p, proj:other:dev, applications, sync, apps/*, allow'] }] }).toThrow(/^acme\/apps: AppProject apps: roles\.0\./);
    refused({ syncWindows: [{ kind: 'deny', schedule: '@daily', duration: '1h', applications: ['*'] }] }).toThrow(/^acme\/apps: AppProject apps: syncWindows\.0\.schedule: /);
    refused({ namespaces: ['!*'] }).toThrow(/^acme\/apps: AppProject apps: destinations\.0\./);
    refused({ name: 'Apps' }).toThrow(/^acme\/apps: name of the AppProject: /);
  });
});
