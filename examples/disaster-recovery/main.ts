import {
  ActivePassiveFailover, AddressPlan, Aws, BackupStorage, Calico, Delivery, ExistingCluster, Fleet, FleetApp, HubRecovery, ManagedCluster,
  RestoreDrill, Secrets, Velero, VeleroSchedule,
} from 'cdk8s-fleet';

const app = new FleetApp();
const fleet = new Fleet(app, 'acme', {
  hub: ExistingCluster.hub({
    name: 'hub', version: '1.34.3', cloud: 'aws', region: 'eu-north-1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20' },
    servedByOthers: ['cluster.x-k8s.io'],
  }),
  addresses: AddressPlan.within('10.0.0.0/9'),
  delivery: Delivery.argoCd({ repoUrl: 'https://git.example.com/acme/fleet.git', path: 'dist' }),
  secrets: Secrets.clusterStore('vault'),
});

const cluster = (name: string, region: string) => new ManagedCluster(fleet, name, {
  version: '1.34.3',
  infrastructure: Aws.ec2({ region, availabilityZones: [`${region}a`, `${region}b`] }),
  networkPlugin: Calico.vxlan(),
  controlPlane: { machine: { instanceType: 'm6i.large' } },
  pools: { workers: { replicas: 3, machine: { instanceType: 'm6i.xlarge' } } },
});
const usEast = cluster('production-us-east', 'us-east-1');
const euWest = cluster('production-eu-west', 'eu-west-1');

// In a region of its own: a backup that lies where its cluster does is lost with it.
const velero = new Velero(fleet, 'velero', {
  storage: BackupStorage.aws({ bucket: 'acme-velero', region: 'eu-central-1', credentials: { secret: { key: 'acme/velero', property: 'aws' } } }),
  repositoryPassword: { key: 'acme/velero', property: 'repository-password' },
});

// Everything of both clusters that asks for it, each night from 02:00, kept for 30 days. Two hours apart at most, each at a minute of its own.
new VeleroSchedule(fleet, 'daily', {
  velero,
  schedule: '0 2 * * *',
  stagger: '2h',
  ttl: '720h',
  clusters: [usEast, euWest],
  excludedNamespaces: ['kube-system', 'kube-public', 'velero'],
  excludedResources: ['events', 'events.events.k8s.io'],
  labelSelector: { matchLabels: { backup: 'true' } },
  defaultVolumesToFsBackup: true,
});

// What must come up in Europe when us-east-1 is gone: at most an hour of it is lost.
const production = new ActivePassiveFailover(fleet, 'production', {
  velero,
  active: usEast,
  passive: euWest,
  schedule: '0 * * * *',
  ttl: '72h',
  includedNamespaces: ['production', 'databases'],
  defaultVolumesToFsBackup: true,
  recoveryPointObjective: '1h',
  recoveryTimeObjective: '2h',
  decidedBy: 'the incident commander, with whoever owns payments',
  applications: ['payment-api', 'shop'],
  dnsNames: ['payments.acme.example', 'shop.acme.example'],
  restore: {
    steps: [
      { name: 'databases', includedNamespaces: ['databases'] },
      { name: 'applications', includedNamespaces: ['production'] },
    ],
    storageClassMapping: { gp2: 'gp3' },
  },
});

// Every Monday in the standby, beside what runs there.
new RestoreDrill(fleet, 'weekly', { schedule: production.schedule, cron: '0 6 * * 1', timeout: '2h', storageClassMapping: { gp2: 'gp3' } });

// The hub knows every machine of both clusters.
new HubRecovery(fleet, 'hub-recovery', { velero, ttl: '168h', recoveryTimeObjective: '1h', unpauseOrder: [euWest, usEast] });

app.synth();
