import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import { known, later, OutputImpl } from './deferred-support';
import { newFleet } from './members';
import { ClusterInventory, Deferred, Delivery, ExistingCluster, FleetApp, FleetProps, withDeferred } from '../../lib';
import { renderCharts } from '../../lib/fleet/render/render-charts';

const PEM = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
const CA = Buffer.from(PEM).toString('base64');
const SERVER = 'https://0123.gr7.eu-west-1.eks.amazonaws.com';
const ROLE = 'arn:aws:iam::111122223333:role/hub';
const source = { repoUrl: 'https://github.com/acme/fleet', path: 'dist' };

const flux = { url: 'https://github.com/acme/fleet', path: 'dist' };

function member(name: string, fleet: ReturnType<typeof newFleet>, number: number, server: Deferred | string = later(SERVER), roleArn = later(ROLE)) {
  return new ExistingCluster(fleet, name, {
    version: '1.34.1', network: { pods: `10.${number}.0.0/16`, services: `10.${100 + number}.0.0/20` },
    access: { type: 'eks', server, certificateAuthority: later(CA), clusterArn: `arn:aws:eks:eu-west-1:111122223333:cluster/${name}`, roleArn },
  });
}

function fleetWith(delivery: FleetProps['delivery'], app: App = new FleetApp()) {
  const fleet = newFleet(app, { delivery });
  const eu = member('eu', fleet, 1);
  const objects = () => {
    fleet.settle();
    const rendered = renderCharts(fleet.clusterCharts);
    expect(rendered.findings.filter(({ code }) => code !== 'kind-not-served')).toEqual([]);
    return [...rendered.objects.values()].flat().map(({ manifest }) => withDeferred(app, manifest, known) as any);
  };
  return { app, fleet, eu, objects };
}

describe('access that is deferred', () => {
  test('stands in the cluster Secret of Argo CD, in its JSON too', () => {
    const { stringData } = fleetWith(Delivery.argoCd(source)).objects().find(o => o.metadata.name === 'cluster-eu');
    expect(stringData.server).toBe(SERVER);
    expect(JSON.parse(stringData.config)).toEqual({ awsAuthConfig: { clusterName: 'eu', roleARN: ROLE }, tlsClientConfig: { insecure: false, caData: CA } });
  });

  test('is refused in files, with each field', () => {
    const { app } = fleetWith(Delivery.argoCd(source));
    const fields = (app as FleetApp).check().filter(({ code }) => code === 'deferred-value').map(({ message }) => /Secret \S+ \(\S+\): (.*): is known only/.exec(message)?.[1]);
    expect(fields).toEqual(['stringData.config', 'stringData.server']);
  });

  test('stands in the ConfigMap of Flux, with the certificate as Flux reads it', () => {
    const { objects } = fleetWith(Delivery.flux({ ...flux, objectLevelWorkloadIdentity: true }));
    const { data } = objects().find(o => o.kind === 'ConfigMap' && o.data?.provider === 'aws');
    expect(data).toMatchObject({ 'address': SERVER, 'ca.crt': PEM });
    expect(objects().find(o => o.kind === 'ServiceAccount' && o.metadata.annotations?.['eks.amazonaws.com/role-arn']).metadata.annotations['eks.amazonaws.com/role-arn']).toBe(ROLE);
  });

  test('is no role that is known to differ from another', () => {
    const fleet = newFleet(new App(), { delivery: Delivery.flux(flux) });
    member('eu', fleet, 1);
    member('us', fleet, 2, later('https://other.example.com'), later('arn:aws:iam::111122223333:role/other'));
    expect(fleet.findings().filter(({ code }) => code === 'flux-roles-differ')).toEqual([]);
  });

  test('is one API server twice where it is one value twice', () => {
    const server = new OutputImpl(SERVER);
    const codes = (other: unknown) => {
      const fleet = newFleet(new App(), { delivery: Delivery.argoCd(source) });
      member('eu', fleet, 1, Deferred.of(server));
      member('us', fleet, 2, Deferred.of(other));
      return fleet.findings().map(({ code }) => code);
    };
    expect(codes(server)).toContain('argo-cd-same-api-server');
    expect(codes(new OutputImpl(SERVER))).not.toContain('argo-cd-same-api-server');
  });

  test('is refused in the kubeconfig of an inventory, which is a file', () => {
    const { app, fleet } = fleetWith(undefined);
    new ClusterInventory(fleet, 'clusters', { kubeconfig: {} });
    const errors = (app as FleetApp).check().filter(({ code }) => code === 'deferred-value').map(({ message, paths }) => [message, paths]);
    expect(errors).toEqual([[
      expect.stringMatching(/^\S+: holds a value that is known only at deployment, and files cannot hold it: deploy it with cdk8s-fleet\/pulumi, or write the value$/), ['acme'],
    ]]);
  });
});
