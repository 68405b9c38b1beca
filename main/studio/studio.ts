import { rm } from 'node:fs/promises';
import { version } from '../../package.json';
import type { Text } from '../../nodes/alphabet/problem.ts';
import type { Arguments, Arranging, Caller, Hello, StudioCalls, StudioNews } from '../bridge/contract.ts';
import type { Beat } from '../engine/pulse.ts';
import { exporters } from '../exporters/catalogue.ts';
import { ProjectFiles } from '../projects/project-files.ts';
import { Workspace } from '../projects/workspace.ts';
import { EngineRoom } from './engine-room.ts';
import { exportProject } from './export.ts';
import { Gallery, pictureAt } from './gallery.ts';
import { Hearing } from './hearing.ts';
import { Model } from './model.ts';
import { ModelAtHand } from './model-at-hand.ts';
import { Moves } from './moves.ts';
import { Projects } from './projects.ts';
import { openRun, recordsOf, runCard, runsOf } from './runs.ts';
import { desktopOnly } from './sentences.ts';
import { Thumbnails } from './thumbnails.ts';

export interface StudioOptions {
  /** Folder in which projects are kept; `~/Genloom` unless told. It is made when something is written. */
  readonly workspace?: string;
  readonly host: Hello['host'];
  /** Hands news to one window, or to all of them. */
  readonly tell: (window: string, news: StudioNews) => void;
  /** Asks with the system's dialog; `null` where the person cancelled. */
  readonly chooseFile?: (purpose: 'open' | 'save', name?: string) => Promise<string | null>;
  /** How often the engine is asked whether it is there. */
  readonly beat?: Beat;
  /** Tries again to arrange TensorFlow: `arranging` and `arranged` are called meanwhile. */
  readonly arrange?: () => void;
}

/** How arranging TensorFlow ended: `null`, or why it cannot be had. */
export interface Arranged {
  readonly failed: Text | null;
}

/** Everything behind the contract: what windows ask for, whichever way they are connected. */
export class Studio implements StudioCalls {
  readonly #options: StudioOptions;
  readonly #workspace: Workspace;
  readonly #gallery = new Gallery();
  readonly #engine: EngineRoom;
  readonly #hand: ModelAtHand;
  readonly #model: Model;
  readonly #moves: Moves;
  readonly #projects: Projects;
  readonly #thumbnails = new Thumbnails();
  #tidied: Promise<void> | null = null;
  /** Views that each window has on its screen. */
  readonly #watched = new Map<string, readonly string[]>();

  constructor(options: StudioOptions) {
    this.#options = options;
    this.#workspace = new Workspace(options.workspace);
    const changed = () => options.tell('all', { kind: 'engine', state: this.#state });
    this.#engine = new EngineRoom((news) => hearing.hear(news), changed, options.beat);
    this.#hand = new ModelAtHand(this.#engine, changed);
    const hearing = new Hearing(
      this.#hand,
      (project, news) => {
        for (const window of project.windows) options.tell(window, news);
      },
      (project, finding) => this.#thumbnails.see(project, finding),
    );
    this.#model = new Model(this.#hand, this.#workspace);
    this.#moves = new Moves(this.#hand);
    this.#projects = new Projects({
      workspace: this.#workspace,
      tell: options.tell,
      relocating: (project, work) => this.#moves.relocating(project, work),
      isTraining: (project) => this.#hand.isTraining(project),
    });
  }

  get #state() {
    return { ...this.#engine.state, model: this.#hand.state };
  }

  // What the host tells.

  /** A window's connection ended. What it was training goes on. */
  windowClosed(window: string): void {
    this.#projects.windowClosed(window);
    if (this.#watched.delete(window)) void this.#watch().catch(() => undefined);
  }

  /** The person chose this file with the system: it may be opened, and saved. */
  grant(file: string): Promise<void> {
    return this.#workspace.grant(file);
  }

  /** TensorFlow is on its way. */
  arranging(progress: Arranging): void {
    this.#engine.arranging(progress);
  }

  /** TensorFlow is there, or cannot be had. Where it is there and wished for, the model moves over between two steps. */
  async arranged({ failed }: Arranged): Promise<void> {
    if (failed) return this.#engine.arrangingFailed(failed);
    this.#engine.arranging(null);
    // One that is being started may have looked for TensorFlow a moment too early.
    const ready = await this.#engine.started();
    const { wish } = this.#engine.state;
    if (!ready || ready.report.name === 'tensorflow' || (wish !== 'auto' && wish !== 'tensorflow')) return;
    await this.#moves.toBackend(wish, ({ report }) => report.name === 'tensorflow');
  }

  /** Ends everything; a training is paused with a checkpoint. */
  async close(): Promise<void> {
    await this.#engine.close();
    await this.#thumbnails.write();
  }

  // The house.

  async hello() {
    return { version, host: this.#options.host, workspace: this.#workspace.folder };
  }

  async gallery() {
    await (this.#tidied ??= this.#projects.tidy());
    const [templates, projects] = await Promise.all([this.#gallery.cards(), this.#projects.recent()]);
    return { templates, projects };
  }

  async thumbnail(of: Arguments<'thumbnail'>) {
    if ('template' in of) return this.#gallery.thumbnail(of.template);
    return pictureAt(new ProjectFiles(await this.#workspace.document(of.file)).thumbnail);
  }

  // Projects.

  createProject(wish: Arguments<'createProject'>, { window }: Caller) {
    return this.#projects.create(wish, window);
  }

  openProject({ file }: Arguments<'openProject'>, { window }: Caller) {
    return this.#projects.open(file, window);
  }

  takeOver({ project }: Arguments<'takeOver'>, { window }: Caller) {
    return this.#projects.takeOver(project, window);
  }

  autosave({ project, text }: Arguments<'autosave'>, { window }: Caller) {
    return this.#projects.autosave(project, text, window);
  }

  async save(wish: Arguments<'save'>, { window }: Caller) {
    const saved = await this.#projects.save(wish, window);
    await this.#thumbnails.write();
    return saved;
  }

  closeProject({ project }: Arguments<'closeProject'>, { window }: Caller) {
    return this.#projects.close(project, window);
  }

  forget({ file }: Arguments<'forget'>) {
    return this.#projects.forget(file);
  }

  async versions({ project }: Arguments<'versions'>) {
    return (await this.#projects.get(project)).files.versions.list();
  }

  async readVersion({ project, version: name }: Arguments<'readVersion'>) {
    return (await this.#projects.get(project)).files.versions.read(name);
  }

  browse() {
    return this.#projects.browse();
  }

  async chooseFile({ purpose, name }: Arguments<'chooseFile'>) {
    const { chooseFile } = this.#options;
    if (!chooseFile) throw desktopOnly();
    const file = await chooseFile(purpose, name);
    if (file !== null) await this.#workspace.grant(file);
    return file;
  }

  // The model.

  async show(wish: Arguments<'show'>) {
    return this.#model.show(await this.#projects.get(wish.project), wish);
  }

  async train(wish: Arguments<'train'>, { window }: Caller) {
    const project = await this.#projects.get(wish.project);
    project.mustHavePen(window);
    return this.#model.train(project, wish);
  }

  async goOn(wish: Arguments<'goOn'>, { window }: Caller) {
    const project = await this.#projects.get(wish.project);
    project.mustHavePen(window);
    return this.#model.goOn(project, wish);
  }

  pause() {
    return this.#model.pause();
  }

  step({ count }: Arguments<'step'>) {
    return this.#model.step(count);
  }

  setDial(turn: Arguments<'setDial'>) {
    return this.#model.setDial(turn);
  }

  ask({ asked }: Arguments<'ask'>) {
    return this.#model.ask(asked);
  }

  pin({ pins }: Arguments<'pin'>) {
    return this.#model.pin(pins);
  }

  async peek(wire: Arguments<'peek'>) {
    return (await this.#hand.withModel()).process.call('peek', wire);
  }

  async look({ node }: Arguments<'look'>, { signal }: Caller) {
    const { process } = await this.#hand.withModel();
    return this.#stoppable(signal, () => process.call('look', node));
  }

  async sample({ output, count, seed, inputs }: Arguments<'sample'>, { signal }: Caller) {
    const { process } = await this.#hand.withModel();
    return this.#stoppable(signal, () => process.call('sample', output, count, seed, inputs));
  }

  async stopSampling() {
    await (await this.#hand.withModel()).process.call('stopSampling');
  }

  /** Whoever asked for something long cancelled it, or is gone: nobody waits for it any more. */
  async #stoppable<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const stop = () => void this.stopSampling().catch(() => undefined);
    signal.addEventListener('abort', stop, { once: true });
    try {
      return await work();
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async watch({ nodes }: Arguments<'watch'>, { window }: Caller) {
    this.#watched.set(window, nodes);
    await this.#watch();
  }

  #watch(): Promise<void> {
    return this.#model.watch([...new Set([...this.#watched.values()].flat())]);
  }

  // Runs.

  async runs({ project }: Arguments<'runs'>) {
    return Promise.all((await runsOf((await this.#projects.get(project)).files)).map(runCard));
  }

  async records({ project, run }: Arguments<'records'>) {
    return recordsOf((await openRun((await this.#projects.get(project)).files, run)).folder);
  }

  async runDocument({ project, run }: Arguments<'runDocument'>) {
    return (await openRun((await this.#projects.get(project)).files, run)).folder.documentText();
  }

  async removeRun({ project: id, run }: Arguments<'removeRun'>, { window }: Caller) {
    const project = await this.#projects.get(id);
    project.mustHavePen(window);
    const { folder } = await openRun(project.files, run);
    await this.#model.letGoOf(project, run, () => rm(folder.folder, { recursive: true, force: true }));
  }

  // Taking the model away.

  async exportFormats() {
    return [...exporters.values()].map(({ name, sentence }) => ({ name, sentence }));
  }

  async exportModel({ project, format }: Arguments<'exportModel'>, { signal }: Caller) {
    return exportProject(await this.#projects.get(project), format, this.#hand, signal);
  }

  // The engine.

  async engine() {
    // Warmed up before somebody needs it; that no backend works is told by whoever does.
    void this.#engine.get().catch(() => undefined);
    return this.#state;
  }

  async chooseBackend({ wish }: Arguments<'chooseBackend'>) {
    await this.#moves.toBackend(wish);
    return this.#state;
  }

  async restartEngine() {
    this.#engine.restart();
  }

  async arrange() {
    this.#options.arrange?.();
  }
}
