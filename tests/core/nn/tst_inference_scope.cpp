#include "nn/inference_scope_torch.h"

#include "base/picture_memory.h"

#include <ATen/ATen.h>
#include <c10/core/CPUAllocator.h>

#include <QTest>

#include <cstdint>
#include <vector>

using namespace ropetp;

/// Where tensors live once a network has run: large ones hand their memory on, all are aligned as LibTorch wants them.
class TestInferenceScope : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aLargeTensorHandsItsMemoryOn() {
        const nn::InferenceScope scope(1);
        at::Tensor first = at::empty({8, 64, 64, 32});
        const void* const place = first.data_ptr();
        const std::size_t before = idlePictureBytes();
        first.reset();
        QVERIFY(idlePictureBytes() >= before + 4 * 8 * 64 * 64 * 32);
        const at::Tensor second = at::empty({8, 64, 64, 32});
        QCOMPARE(second.data_ptr(), place);
        QCOMPARE(idlePictureBytes(), before);
    }

    void tensorsOfAnySizeAreAligned() {
        const nn::InferenceScope scope(1);
        std::vector<at::Tensor> held;
        for (std::int64_t size = 0; size < 3'000'000; size += 1 + size / 3) {
            held.push_back(at::full({size}, double(size)));
            QCOMPARE(reinterpret_cast<std::uintptr_t>(held.back().data_ptr()) % 64, std::uintptr_t(0));
        }
        for (const auto& t : held) QVERIFY(t.numel() == 0 || (t == double(t.numel())).all().item<bool>());
    }

    void memoryTakenByAddressAloneIsGivenBack() {
        const nn::InferenceScope scope(1);
        auto* const memory = c10::GetCPUAllocator();
        void* const data = memory->raw_allocate(4'000'000);
        const std::size_t before = idlePictureBytes();
        memory->raw_deallocate(data);
        QVERIFY(idlePictureBytes() >= before + 4'000'000);
        memory->raw_deallocate(memory->raw_allocate(0));
        // oneDNN's operations do so.
        const at::Tensor x = at::rand({8, 256, 256});
        QVERIFY(at::gelu(x).isfinite().all().item<bool>());
        QVERIFY(at::matmul(x, x).isfinite().all().item<bool>());
    }

    void aTensorOutlivesItsScope() {
        at::Tensor kept;
        {
            const nn::InferenceScope scope(2);
            kept = at::ones({512, 512});
            QCOMPARE(at::get_num_threads(), 2);
        }
        QCOMPARE(kept.sum().item<double>(), 512.0 * 512.0);
    }
};

QTEST_APPLESS_MAIN(TestInferenceScope)
#include "tst_inference_scope.moc"
