import { render } from 'preact';
import { createDeskModel } from './model/desk-model.ts';
import { App } from './view/app.tsx';

const root = document.getElementById('desk');
const model = createDeskModel();
await model.start();
if (root !== null) render(<App model={model} />, root);
