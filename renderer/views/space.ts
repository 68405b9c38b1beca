import {
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  Color,
  Group,
  LineBasicMaterial,
  LineLoop,
  LineSegments,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Scene,
  Sprite,
  SpriteMaterial,
  Vector3,
  WebGLRenderer,
  type Material,
  type Object3D,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { ClassOfPoints } from './classes.ts';
import type { PictureOf } from './form.ts';

export interface SpaceContent {
  readonly picture: PictureOf<'points'>;
  /** Classes whose name stands among their points. */
  readonly names: readonly ClassOfPoints[];
  readonly shown: (label: number) => boolean;
  /** Of a class, or of points without one. */
  readonly colourOf: (label: number | null) => string;
  readonly line: string;
  readonly text: string;
  readonly halo: string;
}

/** Segments of a circle. */
const ROUND = 96;

/** A scene of points that is turned by dragging. It draws only when something changed, and holds no GPU memory after `end`. */
export class Space {
  readonly #renderer: WebGLRenderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera(35, 1, 0.01, 1000);
  readonly #controls: OrbitControls;
  readonly #sized: ResizeObserver;
  readonly #content = new Group();
  #frame = 0;
  #reach = 0;

  /** @throws where the browser has no WebGL */
  constructor(place: HTMLElement, label: string) {
    this.#renderer = new WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true });
    const canvas = this.#renderer.domElement;
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', label);
    canvas.className = 'block size-full';
    place.append(canvas);
    this.#scene.add(this.#content);
    this.#controls = new OrbitControls(this.#camera, canvas);
    this.#controls.enablePan = false;
    this.#controls.addEventListener('change', () => this.#ask());
    this.#sized = new ResizeObserver(() => this.#fill(place));
    this.#sized.observe(place);
    this.#fill(place);
  }

  show(content: SpaceContent): void {
    this.#clear();
    const { points, labels, radii = [] } = content.picture;
    const { positions, colours, farthest } = pointsOf(content);
    const reach = Math.max(farthest, ...radii, 1e-6);
    const geometry = new BufferGeometry()
      .setAttribute('position', new BufferAttribute(positions, 3))
      .setAttribute('color', new BufferAttribute(colours, 3));
    const dot = new PointsMaterial({
      size: points.shape[0]! > 5000 ? 3 : 4.5,
      sizeAttenuation: false,
      vertexColors: true,
      map: roundDot(),
      alphaTest: 0.5,
    });
    this.#content.add(new Points(geometry, dot), axes(reach, content.line));
    for (const radius of radii)
      for (const plane of [0, 1, 2]) this.#content.add(circle(radius, plane, content.line));
    if (labels) for (const one of content.names) this.#content.add(nameOf(one, reach, content));
    this.#look(reach);
    this.#ask();
  }

  end(): void {
    cancelAnimationFrame(this.#frame);
    this.#sized.disconnect();
    this.#controls.dispose();
    this.#clear();
    this.#renderer.dispose();
    // A page has few contexts; without this one lives until the garbage is collected.
    this.#renderer.forceContextLoss();
    this.#renderer.domElement.remove();
  }

  /** Steps back or comes nearer where the points have grown or shrunk by much; else the person's own view stays. */
  #look(reach: number): void {
    if (reach > this.#reach || reach < this.#reach / 1.35) {
      if (this.#reach === 0) this.#camera.position.set(0.9, 0.7, 1.3).setLength(3.6 * reach);
      else this.#camera.position.multiplyScalar(reach / this.#reach);
      this.#reach = reach;
    }
    this.#controls.update();
  }

  #fill(place: HTMLElement): void {
    const { clientWidth: width, clientHeight: height } = place;
    if (width === 0 || height === 0) return;
    this.#renderer.setPixelRatio(window.devicePixelRatio || 1);
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / height;
    this.#camera.updateProjectionMatrix();
    this.#ask();
  }

  #ask(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#renderer.render(this.#scene, this.#camera);
    });
  }

  #clear(): void {
    for (const object of this.#content.children) release(object);
    this.#content.clear();
  }
}

function pointsOf({ picture: { points, labels }, shown, colourOf }: SpaceContent) {
  const kept: number[] = [];
  for (let i = 0; i < points.shape[0]!; i++) if (!labels || shown(labels.data[i]!)) kept.push(i);
  const positions = new Float32Array(3 * kept.length);
  const colours = new Float32Array(3 * kept.length);
  const palette = new Map<number | null, Color>();
  let farthest = 0;
  for (const [place, i] of kept.entries()) {
    const label = labels ? labels.data[i]! : null;
    let colour = palette.get(label);
    if (!colour) palette.set(label, (colour = new Color(colourOf(label))));
    colour.toArray(colours, 3 * place);
    for (let axis = 0; axis < 3; axis++) {
      const x = points.data[3 * i + axis]!;
      positions[3 * place + axis] = x;
      if (Number.isFinite(x)) farthest = Math.max(farthest, Math.abs(x));
    }
  }
  return { positions, colours, farthest };
}

function axes(reach: number, colour: string): Object3D {
  const ends = [0, 1, 2].flatMap((axis) => [-reach, reach].map((at) => new Vector3().setComponent(axis, at)));
  return new LineSegments(
    new BufferGeometry().setFromPoints(ends),
    new LineBasicMaterial({ color: colour, transparent: true, opacity: 0.6 }),
  );
}

/** A great circle of the sphere of that radius, at right angles to an axis. */
function circle(radius: number, axis: number, colour: string): Object3D {
  const ring = Array.from({ length: ROUND }, (_, i) => {
    const angle = (2 * Math.PI * i) / ROUND;
    return new Vector3()
      .setComponent((axis + 1) % 3, radius * Math.cos(angle))
      .setComponent((axis + 2) % 3, radius * Math.sin(angle));
  });
  return new LineLoop(
    new BufferGeometry().setFromPoints(ring),
    new LineBasicMaterial({ color: colour, transparent: true, opacity: 0.35 }),
  );
}

function nameOf({ label, middle }: ClassOfPoints, reach: number, { text, halo }: SpaceContent): Object3D {
  const sprite = new Sprite(
    new SpriteMaterial({ map: written(String(label), text, halo), depthTest: false, transparent: true }),
  );
  sprite.position.set(middle[0]!, middle[1]!, middle[2]!);
  sprite.scale.setScalar(0.22 * reach);
  return sprite;
}

function written(text: string, colour: string, halo: string): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = 64;
  canvas.height = 64;
  const context = canvas.getContext('2d')!;
  context.font = '600 40px "Inter Variable", sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 10;
  context.lineJoin = 'round';
  context.strokeStyle = halo;
  context.strokeText(text, 32, 34, 60);
  context.fillStyle = colour;
  context.fillText(text, 32, 34, 60);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = 'srgb';
  return texture;
}

function roundDot(): CanvasTexture {
  const canvas = document.createElement('canvas');
  canvas.width = 32;
  canvas.height = 32;
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.beginPath();
  context.arc(16, 16, 15, 0, 2 * Math.PI);
  context.fill();
  return new CanvasTexture(canvas);
}

type Drawn = Object3D & { geometry?: BufferGeometry; material?: Material & { map?: CanvasTexture | null } };

function release(object: Drawn): void {
  // Sprites share one geometry of the library.
  if (!(object instanceof Sprite)) object.geometry?.dispose();
  object.material?.map?.dispose();
  object.material?.dispose();
}
