#pragma once

#include "io/fbx_document.h"

#include <map>

namespace ropetp::io {

/// How Properties70 spells a type: a second word, and "A" where the value may be animated.
struct FbxType {
    std::string_view name, second, flags;
};
inline constexpr FbxType kFbxTypes[] = {
    {"bool", "", ""}, {"enum", "", ""}, {"int", "Integer", ""}, {"double", "Number", ""}, {"Number", "", "A"}, {"KString", "", ""}, {"KTime", "Time", ""},
    {"ULongLong", "", ""}, {"object", "", ""}, {"Compound", "", ""}, {"Vector", "", "A"}, {"Vector3D", "Vector", ""}, {"Color", "", "A"}, {"ColorRGB", "Color", ""},
    {"Lcl Translation", "", "A"}, {"Lcl Rotation", "", "A"}, {"Lcl Scaling", "", "A"}, {"Visibility", "", "A"}, {"Visibility Inheritance", "", ""}, {"FieldOfView", "", "A"},
    {"FieldOfViewX", "", "A"}, {"FieldOfViewY", "", "A"}};

/// Adds a line to a Properties70 list. Values are what the type holds: bool, enum and int 32-bit, times 64-bit, vectors and
/// colours three doubles.
template <class... V>
void fbxProperty(FbxNode& list, std::string_view name, std::string_view type, V... values) {
    FbxType spelled{type, "", ""};
    for (const FbxType& t : kFbxTypes)
        if (t.name == type) spelled = t;
    list.add("P", std::string(name), std::string(type), std::string(spelled.second), std::string(spelled.flags), FbxNode::Property(std::move(values))...);
}

/// A default of a class of objects; vectors have it three times.
struct FbxDefault {
    const char *name, *type;
    double value = 0;
};
/// What objects of a class have unless they say otherwise. Readers take what a template lacks from their own tables, which
/// are these.
struct FbxTemplate {
    const char *object, *name;
    std::span<const FbxDefault> defaults;
};

inline constexpr FbxDefault kFbxNodeDefaults[] = {
    {"QuaternionInterpolate", "enum"}, {"RotationOffset", "Vector3D"}, {"RotationPivot", "Vector3D"}, {"ScalingOffset", "Vector3D"}, {"ScalingPivot", "Vector3D"},
    {"TranslationActive", "bool"}, {"RotationOrder", "enum"}, {"RotationSpaceForLimitOnly", "bool"}, {"AxisLen", "double", 10}, {"PreRotation", "Vector3D"},
    {"PostRotation", "Vector3D"}, {"RotationActive", "bool"}, {"InheritType", "enum"}, {"ScalingActive", "bool"}, {"ScalingMin", "Vector3D"}, {"ScalingMax", "Vector3D", 1},
    {"GeometricTranslation", "Vector3D"}, {"GeometricRotation", "Vector3D"}, {"GeometricScaling", "Vector3D", 1}, {"LookAtProperty", "object"},
    {"UpVectorProperty", "object"}, {"Show", "bool", 1}, {"NegativePercentShapeSupport", "bool", 1}, {"DefaultAttributeIndex", "int", -1}, {"Freeze", "bool"}, {"LODBox", "bool"},
    {"Lcl Translation", "Lcl Translation"}, {"Lcl Rotation", "Lcl Rotation"}, {"Lcl Scaling", "Lcl Scaling", 1}, {"Visibility", "Visibility", 1},
    {"Visibility Inheritance", "Visibility Inheritance", 1}};
inline constexpr FbxDefault kFbxSkeletonDefaults[] = {{"Color", "ColorRGB", 0.8}, {"Size", "double", 100}, {"LimbLength", "double", 1}};
inline constexpr FbxDefault kFbxCameraDefaults[] = {
    {"Color", "ColorRGB", 0.8}, {"Position", "Vector"}, {"InterestPosition", "Vector"}, {"Roll", "Number"}, {"AspectRatioMode", "enum"}, {"AspectWidth", "double", 320},
    {"AspectHeight", "double", 200}, {"PixelAspectRatio", "double", 1}, {"FilmOffsetX", "Number"}, {"FilmOffsetY", "Number"}, {"FilmWidth", "double", 0.816},
    {"FilmHeight", "double", 0.612}, {"FilmAspectRatio", "double", 4.0 / 3}, {"FilmSqueezeRatio", "double", 1}, {"ApertureMode", "enum", 2}, {"GateFit", "enum"},
    {"FieldOfView", "FieldOfView", 25.115}, {"FieldOfViewX", "FieldOfViewX", 40}, {"FieldOfViewY", "FieldOfViewY", 40}, {"FocalLength", "Number", 34.893},
    {"NearPlane", "double", 10}, {"FarPlane", "double", 4000}, {"CameraProjectionType", "enum"}, {"OrthoZoom", "double", 1},
    {"UseDepthOfField", "bool"}, {"FocusDistance", "double", 200}};
inline constexpr FbxDefault kFbxMeshDefaults[] = {{"Color", "ColorRGB", 0.8}, {"BBoxMin", "Vector3D"}, {"BBoxMax", "Vector3D"},
                                                  {"Primary Visibility", "bool", 1}, {"Casts Shadows", "bool", 1}, {"Receive Shadows", "bool", 1}};
inline constexpr FbxDefault kFbxLambertDefaults[] = {
    {"MultiLayer", "bool"}, {"EmissiveColor", "Color"}, {"EmissiveFactor", "Number", 1}, {"AmbientColor", "Color", 0.2}, {"AmbientFactor", "Number", 1},
    {"DiffuseColor", "Color", 0.8}, {"DiffuseFactor", "Number", 1}, {"TransparentColor", "Color"}, {"TransparencyFactor", "Number"}, {"Opacity", "Number", 1},
    {"Bump", "Vector3D"}, {"NormalMap", "Vector3D"}};
inline constexpr FbxDefault kFbxStackDefaults[] = {{"LocalStart", "KTime"}, {"LocalStop", "KTime"}, {"ReferenceStart", "KTime"}, {"ReferenceStop", "KTime"}};
inline constexpr FbxDefault kFbxLayerDefaults[] = {{"Weight", "Number", 100}, {"Mute", "bool"}, {"Solo", "bool"}, {"Lock", "bool"}, {"Color", "ColorRGB", 0.8},
                                                   {"BlendMode", "enum"}, {"RotationAccumulationMode", "enum"}, {"ScaleAccumulationMode", "enum"}, {"BlendModeBypass", "ULongLong"}};
inline constexpr FbxDefault kFbxCurveNodeDefaults[] = {{"d", "Compound"}};

inline constexpr FbxTemplate kFbxTemplates[] = {
    {"Model", "FbxNode", kFbxNodeDefaults}, {"NodeAttribute", "FbxSkeleton", kFbxSkeletonDefaults}, {"NodeAttribute", "FbxCamera", kFbxCameraDefaults},
    {"Geometry", "FbxMesh", kFbxMeshDefaults}, {"Material", "FbxSurfaceLambert", kFbxLambertDefaults}, {"AnimationStack", "FbxAnimStack", kFbxStackDefaults},
    {"AnimationLayer", "FbxAnimLayer", kFbxLayerDefaults}, {"AnimationCurveNode", "FbxAnimCurveNode", kFbxCurveNodeDefaults}};

inline void fbxAddDefault(FbxNode& list, const FbxDefault& d) {
    const std::string_view type = d.type;
    if (type == "object" || type == "Compound") fbxProperty(list, d.name, type);
    else if (type == "bool" || type == "enum" || type == "int" || type == "Visibility Inheritance") fbxProperty(list, d.name, type, std::int32_t(d.value));
    else if (type == "KTime" || type == "ULongLong") fbxProperty(list, d.name, type, std::int64_t(d.value));
    else if (type.starts_with("Vector") || type.starts_with("Color") || type.starts_with("Lcl")) fbxProperty(list, d.name, type, d.value, d.value, d.value);
    else fbxProperty(list, d.name, type, d.value);
}

/// The node "Definitions": how many objects of each kind a file has, and their defaults.
inline FbxNode fbxDefinitions(const std::map<std::string, std::int32_t, std::less<>>& counts, bool hasCamera) {
    FbxNode out{"Definitions", {}, {}};
    std::int32_t sum = 1;   // the settings
    for (const auto& [object, count] : counts) sum += count;
    out.add("Version", std::int32_t(100));
    out.add("Count", sum);
    out.add("ObjectType", std::string("GlobalSettings")).add("Count", std::int32_t(1));
    for (const auto& [object, count] : counts) {
        FbxNode& type = out.add("ObjectType", object);
        type.add("Count", count);
        for (const FbxTemplate& t : kFbxTemplates) {
            if (t.object != object || (!hasCamera && std::string_view(t.name) == "FbxCamera")) continue;
            FbxNode& list = type.add("PropertyTemplate", std::string(t.name)).add("Properties70");
            for (const FbxDefault& d : t.defaults) fbxAddDefault(list, d);
        }
    }
    return out;
}

}  // namespace ropetp::io
