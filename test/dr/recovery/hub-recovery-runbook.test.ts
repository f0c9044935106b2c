import { describe, expect, test } from '@jest/globals';
import { withHub } from './hubs';
import { Delivery, Secrets } from '../../../lib/delivery';
import { BackupStorage } from '../../../lib/dr';
import { FleetProps } from '../../../lib/fleet';
import { HubPlatform, HubPlatformProps } from '../../../lib/hub';

describe('the runbook of a hub with a delivery', () => {
  const FLUX = () => Delivery.flux({ url: 'https://git.example.com/acme/fleet.git' });
  const ARGO = () => Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git' });
  const secrets = Secrets.clusterStore('vault');
  const step = (page: string, i: number) => page.split(/^## /m).find(section => section.startsWith(`${i}. `))!;
  const commandsOf = (page: string, i: number) => step(page, i).split('```')[1].split('\n').slice(1, -1);
  const pageOf = (delivery: FleetProps['delivery'], platform?: HubPlatformProps) => {
    const { fleet, recovery } = withHub({ delivery, secrets });
    if (platform !== undefined) {
      new HubPlatform(fleet, 'platform', platform);
    }
    return recovery().runbook();
  };

  test.each([
    ['Argo CD', ARGO, 'argocd'], ['Flux', FLUX, 'flux-system'],
  ])('stops %s first, whoever installs it', (title, delivery, namespace) => {
    const stop = `kubectl --context old-hub -n ${namespace} scale deployments,statefulsets --all --replicas=0`;
    const others = pageOf(delivery());
    expect(commandsOf(others, 1)[0]).toBe(stop);
    expect(step(others, 1)).toContain(`Others install ${title}: where its namespace is not \`${namespace}\`, write that of theirs.`);
    expect(step(others, 10)).toContain(`Install the delivery first, as who installs it does: ${title}.`);
    const own = pageOf(delivery(), {});
    expect(commandsOf(own, 1).slice(0, 2)).toEqual([stop, 'kubectl --context old-hub -n capi-operator-system scale deployments --all --replicas=0']);
    expect(step(own, 1) + step(own, 10)).not.toMatch(/Others install|Install the delivery first/);
  });

  test('names cert-manager and what makes Secrets, where others install them', () => {
    expect(step(pageOf(FLUX()), 7)).toContain('each ready before the next: `cert-manager`, `external-secrets`, `cluster-api`, `bootstrap-kubeadm`, ');
    const mixed = step(pageOf(FLUX(), { providedByOthers: { 'cert-manager': 'v1.19.0' } }), 7);
    expect(mixed).toContain('each ready before the next: `cert-manager`. Not Argo CD or Flux.');
    expect(mixed).toContain('Then the folders. In the order of their numbers');
    expect(step(pageOf(FLUX(), {}), 7)).not.toContain('as who installs them does');
  });

  test('knows of nothing where the hub makes no cluster', () => {
    const { recovery } = withHub({ managed: false });
    expect(step(recovery().runbook(), 7)).toContain('Nothing that the program knows of: what else the old hub ran. Not Argo CD or Flux.');
  });

  test('looks at the difference of every folder before it applies any, in the name of the delivery', () => {
    const all = (manager: string, folders: readonly string[]) => ['diff', 'apply'].flatMap(verb => (
      folders.map(folder => `kubectl --context hub ${verb} --server-side --force-conflicts --field-manager ${manager} -f ${folder}`)));
    expect(commandsOf(pageOf(FLUX(), {}), 10)).toEqual(all('kustomize-controller', ['hub.50-gitops', 'hub', 'hub.flux-system']));
    expect(commandsOf(pageOf(ARGO()), 10)).toEqual(all('argocd-controller', ['hub']));
  });

  test('changes Clusters so that Flux does not take it back', () => {
    const patches = commandsOf(pageOf(FLUX()), 9).filter(command => command.includes(' patch '));
    expect(patches.map(command => command.split('()')[0])).toEqual(['asleep', 'loose']);
    expect(patches.filter(command => !/ patch clusters\.cluster\.x-k8s\.io "\$2" --type merge -p '\{"spec":\{"paused":(true|null)\}\}' --field-manager=flux-client-side-apply/.test(command))).toEqual([]);
    expect(pageOf(FLUX())).not.toContain('Fields that are not in Git stay as they are');
  });
});

describe('commands of the runbook', () => {
  test('end, and can be begun again in a new terminal', () => {
    const page = withHub().recovery().runbook();
    expect(page).not.toMatch(/^(until|while) /m);
    expect(page).toContain("wait --for=jsonpath='{.status.phase}'=Available backupstoragelocations.velero.io/default --timeout=5m || ");
    expect(page).toContain('loose() { seen "$1" "$2" && ');
    expect(page).toContain('seen() { test -e "$HOME/state.$1.$2.machines" || ');
    expect(page).toContain('rm -f "$HOME"/state.*.machines');
  });

  test('admit the node agent where it runs', () => {
    const label = /label namespace velero pod-security\.kubernetes\.io\/\S+=privileged /;
    expect(withHub().recovery({ nodeAgent: true }).runbook()).toMatch(label);
    expect(withHub().recovery().runbook()).not.toMatch(/label namespace/);
  });

  test('name the authority of a store, which people make', () => {
    const storage = BackupStorage.aws({ bucket: 'b', region: 'eu-central-1', credentials: 'pods', caCertRef: { name: 'store-ca', key: 'ca.crt' } });
    expect(withHub().recovery({ storage }).runbook()).toContain('The authority of the store is in Secret `store-ca` (ca.crt), which people make too.');
  });
});
