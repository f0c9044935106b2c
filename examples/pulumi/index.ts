import * as kubernetes from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';
import { App } from 'cdk8s';
import { acme } from './fleet';
import { deferred, FleetDeployment, memberProvider } from 'cdk8s-fleet/pulumi';

const config = new pulumi.Config();
// Another stack, which must be there, makes the key: its ARN is known when both are deployed.
const cloud = new pulumi.StackReference(config.require('cloudStack'));
const fleet = acme(new App(), { diskKey: deferred(cloud.requireOutput('diskKeyArn')) });

const hub = new kubernetes.Provider('hub', {
  kubeconfig: config.requireSecret('hubKubeconfig'),
  clusterIdentifier: 'acme/hub',
  enableConfigMapMutable: true,
  enableSecretMutable: true,
});
const deployment = new FleetDeployment('acme', { fleet, providers: { hub } });

// What else the program has for a member, once Cluster API has made it.
const east = memberProvider('prod-us-east', { deployment, cluster: 'prod-us-east' });
new kubernetes.core.v1.Namespace('shop', { metadata: { name: 'shop' } }, { provider: east });

export const { clusterNames, kubeconfigSecrets } = deployment;
