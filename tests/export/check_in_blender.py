"""Opens exported files in Blender and compares what it shows with what was meant.

blender -b --factory-startup -noaudio --python check_in_blender.py -- JOBS.json RESULTS.json

A job: file, fps, frames, joints (names in the file), world (raw float32, frames x joints x 3, metres, Y up), and optionally
vertices (raw float32, V x 3 a frame of mesh_frames), export (an FBX
that Blender writes of it).
"""
import json
import sys
import traceback

import bpy
import numpy

# Debian's Blender 3.4 runs on a newer Python and numpy than its add-ons were written for.
numpy.bool = bool
try:
    import io_anim_bvh.import_bvh as bvh_addon

    bvh_addon.open = lambda path, mode="r", *rest, **named: open(path, mode.replace("U", ""), *rest, **named)
except ImportError:
    pass


def import_file(path, fps):
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    if path.endswith(".bvh"):
        bpy.ops.import_anim.bvh(filepath=path, axis_forward="-Z", axis_up="Y", global_scale=0.01, update_scene_fps=True, update_scene_duration=True)
    elif path.endswith(".fbx"):
        bpy.ops.import_scene.fbx(filepath=path)
    else:
        # glTF keeps seconds: the scene's rate says which frames they are.
        scene.render.fps = round(fps)
        scene.render.fps_base = round(fps) / fps
        bpy.ops.import_scene.gltf(filepath=path)
    return scene


def y_up(points):
    return numpy.stack([points[:, 0], points[:, 2], -points[:, 1]], axis=1)


def joint_reader(names):
    """A function that gives the joints' places now, in the order of `names`."""
    rigs = [o for o in bpy.data.objects if o.type == "ARMATURE"]
    if rigs:
        rig = rigs[0]
        bones = []
        for name in names:
            # FBX: a root bone becomes the armature object itself.
            bones.append(rig.pose.bones.get(name))
        if any(b is None for b in bones[1:]):
            raise RuntimeError("Blender has no bone " + next(n for n, b in zip(names, bones) if b is None))

        def read():
            world = rig.matrix_world
            return numpy.array([(world @ b.head if b else world.translation)[:] for b in bones])

        return read, rig
    objects = [bpy.data.objects.get(name) for name in names]
    if any(o is None for o in objects):
        raise RuntimeError("Blender shows neither a skeleton nor " + next(n for n, o in zip(names, objects) if o is None))
    return lambda: numpy.array([o.matrix_world.translation[:] for o in objects]), None


def key_times():
    """Frames of the keys of the curve that has most."""
    curves = [c for a in bpy.data.actions for c in a.fcurves]
    longest = max(curves, key=lambda c: len(c.keyframe_points))
    return [k.co[0] for k in longest.keyframe_points]


def go_to(scene, at):
    whole = int(numpy.floor(at + 1e-4))
    scene.frame_set(whole, subframe=float(max(0.0, min(0.9999, at - whole))))


def check(job):
    scene = import_file(job["file"], job["fps"])
    frames, names = job["frames"], job["joints"]
    wanted = numpy.fromfile(job["world"], dtype="<f4").reshape(frames, len(names), 3)
    # FBX and glTF hold seconds, of which Blender makes frames by the rounded rate (30 for 29.97): keys lie between frames.
    times = key_times()
    result = {"fps": scene.render.fps / scene.render.fps_base, "actions": len(bpy.data.actions), "frames": len(times)}
    if len(times) != frames:
        raise RuntimeError("Blender shows %d keys" % len(times))
    read, rig = joint_reader(names)
    worst = (-1.0, 0, 0)
    every = numpy.zeros(len(names))
    for i in range(frames):
        go_to(scene, times[i])
        error = numpy.linalg.norm(y_up(read()) - wanted[i], axis=1) * 1000
        every = numpy.maximum(every, error)
        j = int(error.argmax())
        if error[j] > worst[0]:
            worst = (float(error[j]), j, i)
    result.update(worst_mm=worst[0], worst_joint=names[worst[1]], worst_frame=worst[2])
    if "export" in job:
        scene.frame_start, scene.frame_end = int(round(times[0])), int(round(times[-1]))
        bpy.ops.export_scene.fbx(filepath=job["export"], add_leaf_bones=False, bake_anim_use_nla_strips=False, bake_anim_use_all_actions=False, bake_anim_simplify_factor=0.0)
    if "vertices" in job:
        vertices = numpy.fromfile(job["vertices"], dtype="<f4").reshape(len(job["mesh_frames"]), -1, 3)
        meshes = [o for o in bpy.data.objects if o.type == "MESH" and len(o.data.vertices) > 1000]
        if not meshes:
            raise RuntimeError("Blender shows no body")
        worst = (-1.0, 0)
        for k, i in enumerate(job["mesh_frames"]):
            go_to(scene, times[i])
            shown = meshes[0].evaluated_get(bpy.context.evaluated_depsgraph_get())
            points = numpy.empty(len(shown.data.vertices) * 3)
            shown.data.vertices.foreach_get("co", points)
            matrix = numpy.array(shown.matrix_world)
            points = points.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3]
            if len(points) != vertices.shape[1]:
                raise RuntimeError("Blender shows a body of %d vertices" % len(points))
            error = float((numpy.linalg.norm(y_up(points) - vertices[k], axis=1) * 1000).max())
            if error > worst[0]:
                worst = (error, i)
        result.update(mesh_worst_mm=worst[0], mesh_worst_frame=worst[1])
    return result


def main():
    jobs, results = sys.argv[sys.argv.index("--") + 1:]
    out = []
    for job in json.load(open(jobs)):
        try:
            out.append(check(job))
        except Exception as e:  # the next file is still looked at
            traceback.print_exc()
            out.append({"error": str(e)})
    json.dump(out, open(results, "w"))


main()
