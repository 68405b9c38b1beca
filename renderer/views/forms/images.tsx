import { defineForm } from '../form.ts';
import { aspectOfImages, Images, savedImages } from '../images-view.tsx';

export default defineForm({ form: 'images', aspect: aspectOfImages, Drawn: Images, image: savedImages });
