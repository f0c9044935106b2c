import { FleetModel } from '../../../../lib';
import { DeclaredArgoApplication, SettledArgoCd } from '../../../../lib/delivery/argo-cd/declared';
import { ArgoCdRule } from '../../../../lib/delivery/argo-cd/rules';

/** The parts of a settled fleet that the rules look at. */
export function modelOf(...clusters: { readonly name: string; readonly version?: string; readonly access?: unknown }[]): FleetModel {
  return { clusters: clusters.map(({ name, version = 'v1.34.1', ...more }) => ({ name, version, path: `acme/${name}`, ...more })) } as unknown as FleetModel;
}

export const MODEL = modelOf({ name: 'hub' }, { name: 'eu' }, { name: 'us' });

/** An Application of the project `apps` for `eu`, from a folder of its own. */
export function application(more: Partial<DeclaredArgoApplication> = {}): DeclaredArgoApplication {
  return {
    name: 'web', path: 'acme/web', project: 'apps', cluster: 'eu', destination: { name: 'eu', namespace: 'web' },
    sources: [{ repoURL: 'https://github.com/acme/web', path: 'deploy' }], ...more,
  };
}

/** What the program declares: a project `apps` that permits what `application` is. */
export function declared(applications: readonly DeclaredArgoApplication[], spec: object = {}): SettledArgoCd {
  return {
    hub: 'hub', applications,
    projects: [{
      name: 'apps', path: 'acme/apps',
      spec: { sourceRepos: ['https://github.com/acme/*'], destinations: [{ name: 'eu', namespace: 'web' }], ...spec },
    }],
  };
}

/** The messages of a rule. */
export function messages(rule: ArgoCdRule, settled: SettledArgoCd, model: FleetModel = MODEL): readonly string[] {
  return rule.check(model, settled).map(finding => {
    if (finding.code !== rule.code || finding.severity !== rule.severity) {
      throw new Error(`rule ${rule.code} gives a finding of ${finding.code}`);
    }
    return finding.message;
  });
}
