import { lab } from './fleet';
import { FleetApp } from 'cdk8s-fleet';

const app = new FleetApp();
lab(app);
app.synth();
