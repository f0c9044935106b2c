import { FleetApp } from 'cdk8s-fleet';
import { lab } from './fleet';

const app = new FleetApp();
lab(app);
app.synth();
