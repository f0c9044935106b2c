import {
  AddressPlan, ApplicationSetFleet, Aws, Calico, ExistingCluster, Fleet, FleetApp, HelmInstallation, IDelivery, ManagedCluster, Secrets,
} from 'cdk8s-fleet';

/** Two production clusters that Cluster API makes, a cluster for staging that exists, and what runs on them. */
export function shop(delivery: IDelivery): void {
  const app = new FleetApp();
  const fleet = new Fleet(app, 'acme', {
    hub: ExistingCluster.hub({ name: 'hub', version: '1.34.1', network: { pods: '10.244.0.0/16', services: '10.245.0.0/20', nodes: '10.246.0.0/20' } }),
    addresses: AddressPlan.within('10.0.0.0/8', { reserved: { office: '10.8.0.0/14' } }),
    delivery,
    secrets: Secrets.externalSecrets(),
  });

  for (const region of ['us-east-1', 'eu-west-1']) {
    const zones = ['a', 'b', 'c'].map(zone => `${region}${zone}`);
    new ManagedCluster(fleet, `prod-${region}`, {
      version: '1.34.1',
      labels: { environment: 'production' },
      infrastructure: Aws.ec2({ region, availabilityZones: zones, sshKeyName: 'fleet' }),
      networkPlugin: Calico.vxlan(),
      controlPlane: { replicas: 3, machine: { instanceType: 'm6i.large' } },
      pools: { workers: { autoscaling: { min: 3, max: 12 }, machine: { instanceType: 'm6i.xlarge' } } },
    });
  }
  const staging = new ExistingCluster(fleet, 'staging', {
    version: '1.34.1',
    region: 'eu-west-1',
    labels: { environment: 'staging' },
    network: { pods: '172.20.0.0/16', services: '172.21.0.0/20' },
    access: { type: 'kubeconfig', namespace: 'acme', name: 'staging-kubeconfig' },
  });
  // Cluster API brings to its clusters what they need first; this arrives as everything else does.
  new HelmInstallation(fleet, 'metrics-server', {
    clusters: [staging],
    addOn: {
      release: 'metrics-server', namespace: 'kube-system', repository: 'https://kubernetes-sigs.github.io/metrics-server', chart: 'metrics-server',
      defaultVersion: '3.13.0', values: { replicas: 2 },
    },
  });

  // An overlay for each region; Europe follows once America is healthy.
  new ApplicationSetFleet(fleet, 'payment-api', {
    matchLabels: { environment: 'production' },
    namespace: 'production',
    source: {
      type: 'kustomize',
      repoUrl: 'https://git.example.com/acme/k8s-manifests.git',
      targetRevision: 'v2.1.0',
      path: cluster => `apps/payment-api/overlays/${cluster.region}`,
    },
    waves: [{ name: 'first', regions: ['us-east-1'] }, { name: 'rest' }],
  });
  new ApplicationSetFleet(fleet, 'web-frontend', {
    namespace: 'production',
    source: {
      type: 'directory',
      repoUrl: 'https://git.example.com/acme/k8s-manifests.git',
      targetRevision: cluster => cluster.labels.environment === 'production' ? 'v4.2.0' : 'main',
      path: 'production/web-frontend',
      recurse: true,
    },
  });
  app.synth();
}
