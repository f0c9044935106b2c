import { acme } from './fleet';
import { FleetApp } from 'cdk8s-fleet';

// Pulumi reads fleet.lock.json and never writes it: run this when clusters come or go, and commit the lock.
const app = new FleetApp();
acme(app, { diskKey: 'known only at deployment' });
app.synth();
